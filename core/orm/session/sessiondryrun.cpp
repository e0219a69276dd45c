#include "session.h"

#include "core/orm/session/dryrun.h"
#include "core/orm/load/lazyloader.h"
#include "core/orm/session/rowtally.h"

#include <algorithm>

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;

namespace {

TableRows &rowsIn(QList<TableRows> &all, const QString &table)
{
    const auto found = std::ranges::find_if(all, [&](const TableRows &rows) { return rows.table == table; });
    if (found != all.end())
        return *found;
    all += TableRows();
    all.last().table = table;
    return all.last();
}

void countRow(QList<TableRows> &all, const QString &table, db::RowChange change)
{
    TableRows &rows = rowsIn(all, table);
    ++(change == db::RowChange::Inserted  ? rows.inserted
       : change == db::RowChange::Updated ? rows.updated
                                          : rows.deleted);
}

void countStatement(QList<TableRows> &all, const SentStatement &sent)
{
    if (sent.kind == SentStatement::Kind::Insert)
        countRow(all, sent.tables.first(), db::RowChange::Inserted);
    else if (sent.kind == SentStatement::Kind::Update)
        countRow(all, sent.tables.first(), db::RowChange::Updated);
    else if (sent.kind == SentStatement::Kind::Delete)
        countRow(all, sent.tables.first(), db::RowChange::Deleted);
}

} // namespace

Result<DryRun> Session::dryRun()
{
    return tryOut([] { return Done(); });
}

Result<DryRun> Session::dryRunOfErase(ObjectRef object)
{
    return tryOut([this, object] { return erase(object); });
}

/// Does it all inside a savepoint, and puts the database and everything in memory back.
Result<DryRun> Session::tryOut(const std::function<Done()> &change)
{
    if (const Done usable = checkUsable(); !usable)
        return fail(usable.error());
    const bool wasOpen = m_core.executor.inTransaction();
    if (const Done begun = m_core.executor.beginTrial(); !begun)
        return fail(begun.error());
    DryRun told;
    const Executor::Observer observer = m_core.executor.observer();
    m_core.executor.setObserver([&told](const SentStatement &sent) {
        told.statements += sent;
        countStatement(told.bySession, sent);
    });
    RowTally besides(m_core.registry.configuration().tables);
    told.knowsDatabase =
        m_core.executor.listenToRows([&besides](const db::ChangedRow &row) { besides.note(row); });
    SessionState before = m_core.save();
    const QList<Snapshot> snapshots = m_snapshots;
    m_core.isTrial = true;
    Done done = change();
    if (done)
        done = flushNow();
    m_core.isTrial = false;
    told.byDatabase = besides.rows();
    if (!done) {
        told.error = done.error();
        told.refused = m_core.refused;
    }
    m_core.restore(std::move(before));
    m_core.refused = {}; // It may have come with the trial.
    m_snapshots = snapshots;
    m_core.executor.listenToRows({});
    m_core.executor.setObserver(observer);
    if (const Done ended = m_core.executor.endTrial(wasOpen); !ended) {
        restore();
        m_core.pendingRollback = ended.error();
        return fail(ended.error());
    }
    return told;
}

} // namespace relata::orm
