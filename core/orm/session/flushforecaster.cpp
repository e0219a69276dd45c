#include "flushforecaster.h"

#include "core/orm/session/rowtally.h"

#include <algorithm>

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;

namespace {

TableRows &countsFor(QList<TableRows> &all, const QString &table)
{
    const auto found = std::ranges::find_if(all, [&](const TableRows &rows) { return rows.table == table; });
    if (found != all.end())
        return *found;
    all += TableRows();
    all.last().table = table;
    return all.last();
}

void countStatement(QList<TableRows> &all, const SentStatement &sent)
{
    if (sent.kind == SentStatement::Kind::Insert)
        ++countsFor(all, sent.tables.first()).inserted;
    else if (sent.kind == SentStatement::Kind::Update)
        ++countsFor(all, sent.tables.first()).updated;
    else if (sent.kind == SentStatement::Kind::Delete)
        ++countsFor(all, sent.tables.first()).deleted;
}

} // namespace

Result<FlushForecast> FlushForecaster::forecast(const std::function<Done()> &change)
{
    if (const Done usable = m_transaction.checkUsable(); !usable)
        return fail(usable.error());
    if (const Done begun = m_core.executor.beginForecast(); !begun)
        return fail(begun.error());
    SessionMemory before = m_core.copyMemory();
    m_flusher.setOnFailure(Flusher::OnFailure::Leave);
    const FlushForecast told = watch(change);
    m_flusher.setOnFailure(Flusher::OnFailure::TakeBack);
    m_core.setMemory(std::move(before));
    m_core.refused = {}; // It may have come with the forecast.
    if (const Done ended = m_core.executor.endForecast(); !ended) {
        m_transaction.lose(ended.error());
        return fail(ended.error());
    }
    return told;
}

FlushForecast FlushForecaster::watch(const std::function<Done()> &change)
{
    FlushForecast told;
    const Executor::Observer observer = m_core.executor.observer();
    m_core.executor.setObserver([&told](const SentStatement &sent) {
        told.statements += sent;
        countStatement(told.bySession, sent);
    });
    RowTally besides(m_core.registry.configuration().tables);
    told.knowsDatabase =
        m_core.executor.listenToRows([&besides](const db::ChangedRow &row) { besides.note(row); });
    Done done = change();
    if (done)
        done = m_flusher.flush();
    m_core.executor.listenToRows({});
    m_core.executor.setObserver(observer);
    told.byDatabase = besides.rows();
    if (!done) {
        told.error = done.error();
        told.refused = m_core.refused;
    }
    return told;
}

} // namespace relata::orm
