#include "sessionthread.h"

#include "core/async/whendone.h"
#include "core/db/reflector.h"

#include <QFileInfo>

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Cause;
using base::fail;
using base::RecordKey;
using base::Result;

SessionThread::SessionThread(SaveGate &gate, QObject *parent)
    : Records(parent), m_gate(gate), m_thread(u"session"_s)
{
}

SessionThread::~SessionThread()
{
    // The connection has to be closed by the thread that opened it.
    m_thread.end([this] {
        m_thread.setInterrupt({});
        m_inside.session.reset();
        m_inside.connection.reset();
    });
}

QFuture<Result<SessionThread::Opening>> SessionThread::open(const base::ConnectionSettings &settings,
                                                            const db::StatementSink &sink, const Cause &cause)
{
    return m_thread.run([this, settings, sink, cause]() -> Result<Opening> {
        auto connection = db::Connection::open(settings, sink);
        if (!connection)
            return fail(connection.error());
        m_thread.setInterrupt([raw = connection->get()] { raw->interrupt(); });
        const auto schema = db::reflect(**connection, cause);
        if (!schema) {
            m_thread.setInterrupt({});
            return fail(schema.error());
        }
        m_inside.connection = std::move(*connection);
        m_inside.session = std::make_unique<records::Session>(*m_inside.connection, *schema);
        return Opening{*schema, m_inside.connection->readOnlyReason(),
                       QFileInfo(settings.file).canonicalFilePath()};
    });
}

QFuture<Result<base::RecordPage>> SessionThread::page(const base::PageRequest &request, const Cause &cause)
{
    if (m_forecastIsDisplay)
        stopForecast(); // Whoever clicks goes before what nobody has asked for.
    return m_thread.run([this, request, cause] { return m_inside.session->page(request, cause); });
}

QFuture<Result<QList<base::NodeSummary>>> SessionThread::summaries(const QList<RecordKey> &owners,
                                                                   const QString &relationship, bool ask,
                                                                   const Cause &cause)
{
    return m_thread.run([this, owners, relationship, ask, cause] {
        return m_inside.session->summaries(owners, relationship,
                                           ask ? records::DisplaySql::On : records::DisplaySql::Off, cause);
    });
}

QFuture<Result<QList<base::NodeSummary>>> SessionThread::titlesOf(const QString &table,
                                                                  const QStringList &columns,
                                                                  const QList<base::Values> &values, bool ask,
                                                                  const Cause &cause)
{
    return m_thread.run([this, table, columns, values, ask, cause] {
        return m_inside.session->titlesOf(table, columns, values,
                                          ask ? records::DisplaySql::On : records::DisplaySql::Off, cause);
    });
}

/// Runs `change(Session &)`, takes over what waits for Save afterwards, and calls `taken(result)` between
/// that and pendingChanged(): views that follow either find both the result and the edits as they are now.
template<typename Change, typename Taken>
auto SessionThread::changePending(Change change, Taken taken)
{
    using T = decltype(change(std::declval<records::Session &>()));
    auto after =
        std::make_shared<base::PendingEdits>(); // Written by the thread, read once the future is done.
    const auto job = [this, after, change = std::move(change)]() -> T {
        T result = change(*m_inside.session);
        *after = m_inside.session->pending();
        return result;
    };
    stopForecast();
    const QFuture<T> future = m_thread.run(job, Cancellable::No);
    whenDone(future, this, [this, after, taken = std::move(taken)](const T &result) {
        const bool changed = m_pending != *after;
        m_pending = *after;
        taken(result);
        if (changed)
            emit pendingChanged();
    });
    return future;
}

void SessionThread::changePending(std::function<base::Done(records::Session &)> change)
{
    changePending(std::move(change), [this](const base::Done &done) {
        if (!done)
            emit editRefused(done.error());
    });
}

void SessionThread::edit(const RecordKey &key, int column, const base::Value &before, const base::Value &now)
{
    changePending([key, column, before, now](records::Session &session) {
        return session.changes().edit(key, column, before, now);
    });
}

void SessionThread::setNewParent(const RecordKey &child, int column, const RecordKey &parent,
                                 const base::Value &before)
{
    changePending([child, column, parent, before](records::Session &session) {
        return session.changes().setNewParent(child, column, parent, before);
    });
}

QFuture<Result<RecordKey>> SessionThread::add(const QString &table, const QHash<int, base::Value> &cells)
{
    return changePending(
        [table, cells](records::Session &session) { return session.changes().add(table, cells); },
        [](const Result<RecordKey> &) {});
}

void SessionThread::remove(const QList<RecordKey> &keys)
{
    changePending([keys](records::Session &session) { return session.changes().remove(keys); });
}

void SessionThread::revert(const QList<RecordKey> &keys)
{
    changePending([keys](records::Session &session) {
        session.changes().revert(keys);
        return base::Done();
    });
}

void SessionThread::discard()
{
    changePending([](records::Session &session) {
        session.changes().discard();
        return base::Done();
    });
}

/// The thread runs its jobs in their order, and their answers come in it.
QFuture<base::Done> SessionThread::settled()
{
    return m_thread.run([] { return base::Done(); }, Cancellable::No);
}

QFuture<Result<SaveSummary>> SessionThread::save(const Cause &cause)
{
    const auto change = [this, cause](records::Session &session) -> Result<SaveSummary> {
        m_gate.close();
        const auto report = session.save(cause);
        m_gate.open();
        if (!report)
            return fail(report.error().error);
        return SaveSummary{report->inserted, report->updated,           report->deleted,
                           report->newKeys,  report->refreshed,         report->gone,
                           report->tables,   report->changedByDatabase, report->besides};
    };
    return changePending(change, [this](const Result<SaveSummary> &summary) {
        if (summary)
            emit saved(*summary);
    });
}

/// It writes, and takes back what it has written: reads are kept out of its way as of a save's.
QFuture<Result<base::SaveForecast>> SessionThread::forecast(const Cause &cause)
{
    stopForecast();
    m_forecastIsDisplay = cause.kind == Cause::Kind::Display;
    const auto future = m_thread.run([this, cause] {
        m_gate.close();
        auto told = m_inside.session->forecast(cause);
        m_gate.open();
        return told;
    });
    m_forecastJob = m_thread.lastJob();
    return future;
}

void SessionThread::stopForecast()
{
    m_thread.cancel(m_forecastJob);
}

void SessionThread::expire()
{
    const auto job = [this]() -> base::Done {
        m_inside.session->expireAll();
        return {};
    };
    m_thread.run(job, Cancellable::No);
    emit expired();
}

} // namespace relata::async
