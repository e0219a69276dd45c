#include "sessionthread.h"

#include "core/async/whendone.h"
#include "core/db/reflector.h"
#include "core/records/movededits.h"
#include "core/schema/keptids.h"
#include "core/schema/viewcolumns.h"

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
    close();
    m_thread.end();
}

void SessionThread::close()
{
    // The connection has to be closed by the thread that opened it.
    m_thread.beginEnd([this] {
        m_thread.setInterrupt({});
        m_inside.kept.reset();
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
        static_cast<void>((*connection)->keepSchema()); // Before: what changes meanwhile is told, then.
        const auto schema = db::reflect(**connection, cause, db::Views::NamesOnly);
        if (!schema) {
            m_thread.setInterrupt({});
            return fail(schema.error());
        }
        m_inside.connection = std::move(*connection);
        const mapping::MappedSchema mapped = mapping::mapped(*schema);
        m_inside.session = std::make_unique<records::RecordSession>(*m_inside.connection, mapped);
        m_inside.identity = base::DatabaseIdentity::of(settings);
        return Opening{mapped, m_inside.connection->readOnlyReason(), m_inside.identity,
                       m_inside.connection->place()};
    });
}

/// A job that leaves the session as it was where memory does not suffice: nothing half-written, and all that
/// waits still there.
template<typename Job>
auto SessionThread::recovering(Job job)
{
    return [this, job = std::move(job)]() mutable -> decltype(job()) {
        try {
            return job();
        } catch (const std::exception &) {
            m_inside.session->recover();
            throw;
        }
    };
}

QFuture<Result<base::RecordPage>> SessionThread::page(const base::PageRequest &request, const Cause &cause)
{
    if (m_forecastIsDisplay)
        stopForecast(); // Whoever clicks goes before what nobody has asked for.
    return m_thread.run(
        recovering([this, request, cause] { return m_inside.session->page(request, cause); }));
}

QFuture<Result<QList<base::NodeSummary>>> SessionThread::summaries(const QList<RecordKey> &owners,
                                                                   const QString &relationship,
                                                                   base::DisplaySql sql, const Cause &cause)
{
    return m_thread.run([this, owners, relationship, sql, cause] {
        return m_inside.session->summaries(owners, relationship, sql, cause);
    });
}

QFuture<Result<QList<base::NodeSummary>>> SessionThread::titlesOf(const QString &table,
                                                                  const QStringList &columns,
                                                                  const QList<base::Values> &values,
                                                                  base::DisplaySql sql, const Cause &cause)
{
    return m_thread.run([this, table, columns, values, sql, cause] {
        return m_inside.session->titlesOf(table, columns, values, sql, cause);
    });
}

/// Runs `change(RecordSession &)`, takes over what waits for Save afterwards, and calls `taken(result)`
/// between that and pendingChanged(): views that follow either find both the result and the edits as they are
/// now.
template<typename Change, typename Taken>
auto SessionThread::changeInside(Change change, Taken taken, Cancellable cancellable)
{
    using T = decltype(change(std::declval<records::RecordSession &>()));
    // Written by the thread, read once the future is done. A job that was dropped has changed nothing.
    auto after = std::make_shared<std::optional<base::PendingEdits>>();
    const auto job = [this, after, change = std::move(change)]() -> T {
        T result = change(*m_inside.session);
        keepPending(); // An edit is shown once it would survive.
        *after = m_inside.session->pending();
        return result;
    };
    stopForecast();
    const QFuture<T> future = m_thread.run(recovering(job), cancellable);
    whenDone(future, this, [this, after, taken = std::move(taken)](const T &result) {
        const bool changed = *after && m_pending != **after;
        if (changed)
            m_pending = **after;
        taken(result);
        if (changed)
            emit pendingChanged();
    });
    return future;
}

/// changeInside() for what was asked of the schema as the GUI thread knows it: columns have numbers, which
/// mean others by the time where it is read again meanwhile.
template<typename Change, typename Taken>
auto SessionThread::changePending(Change change, Taken taken, Cancellable cancellable)
{
    using T = decltype(change(std::declval<records::RecordSession &>()));
    const auto ofSameSchema = [this, generation = m_generation,
                               change = std::move(change)](records::RecordSession &session) -> T {
        if (generation == m_inside.earlier.generation())
            return change(session);
        return fail(base::ErrorCode::StaleData, u"The tables were changed by another program meanwhile."_s,
                    u"They have been read again: look at the row and do it once more."_s);
    };
    return changeInside(ofSameSchema, std::move(taken), cancellable);
}

void SessionThread::changePending(std::function<base::Done(records::RecordSession &)> change)
{
    changePending(std::move(change), [this](const base::Done &done) { tellRefused(done); });
}

void SessionThread::keepPending()
{
    if (!m_inside.kept)
        return;
    const base::Done kept = m_inside.kept->keep(*m_inside.session);
    if (!kept && !m_keepingFailed) {
        QMetaObject::invokeMethod(
            this, [this, error = kept.error()] { emit keepingFailed(error); }, Qt::QueuedConnection);
    }
    m_keepingFailed = !kept;
}

QFuture<Result<LeftEdits>> SessionThread::keepEdits(const QString &stem, const Cause &cause)
{
    return m_thread.run(
        [this, stem, cause]() -> Result<LeftEdits> {
            m_inside.kept = std::make_unique<KeptEdits>(stem, m_inside.identity.text(), *m_inside.connection);
            keepPending();
            return m_inside.kept->takeLeft(*m_inside.session, cause);
        },
        Cancellable::No);
}

QFuture<base::Done> SessionThread::answerLeft(LeftAnswer answer)
{
    const auto change = [this, answer](records::RecordSession &session) {
        return m_inside.kept ? m_inside.kept->answer(answer, session) : base::Done();
    };
    return changeInside(change, [](const base::Done &) {});
}

QFuture<base::Done> SessionThread::letGoOfEdits()
{
    const auto job = [this]() -> base::Done {
        if (m_keepingFailed && !m_inside.session->pending().isEmpty()) {
            return fail(base::ErrorCode::CannotWrite, u"What waits for Save could not be kept in a file."_s,
                        u"Save or discard it first."_s);
        }
        m_inside.kept.reset();
        return {};
    };
    return m_thread.run(job, Cancellable::No);
}

void SessionThread::beginWith(const mapping::MappedSchema &schema)
{
    const auto job = [this, schema]() -> base::Done {
        m_inside.session = std::make_unique<records::RecordSession>(*m_inside.connection, schema);
        return {};
    };
    m_thread.run(job, Cancellable::No);
}

void SessionThread::takeViews(const mapping::MappedSchema &schema)
{
    changeSchema([this, schema]() -> Result<std::optional<SchemaNews>> {
        const mapping::MappedSchema &before = m_inside.session->schema();
        return moveTo(before.withTables(schema::withViewsOf(before, schema)), SchemaNews::Reason::Views);
    });
}

void SessionThread::declare(const schema::Schema &tables, const mapping::Given &given)
{
    changeSchema([this, tables, given]() -> Result<std::optional<SchemaNews>> {
        m_inside.given = given;
        const schema::Schema own = schema::withIdsOf(m_inside.session->schema(), tables);
        return moveTo(mapping::mapped({own, given}), SchemaNews::Reason::Declarations);
    });
}

QFuture<Result<bool>> SessionThread::lookAgain(const Cause &cause)
{
    return changeSchema([this, cause] { return readSchemaAgain(cause); });
}

/// Runs `read()`, which may move the session to another schema, and tells it.
template<typename Read>
QFuture<Result<bool>> SessionThread::changeSchema(Read read)
{
    auto news = std::make_shared<std::optional<SchemaNews>>();
    const auto look = [news, read = std::move(read)](records::RecordSession &) -> Result<bool> {
        auto moved = read();
        if (!moved)
            return fail(moved.error());
        *news = std::move(*moved);
        return news->has_value();
    };
    return changeInside(look, [this, news](const Result<bool> &) {
        if (!*news)
            return;
        emit schemaAboutToChange();
        ++m_generation;
        emit schemaRead(**news);
    });
}

Result<std::optional<SchemaNews>> SessionThread::readSchemaAgain(const Cause &cause)
{
    db::Connection &connection = *m_inside.connection;
    if (const base::Done same = connection.checkFile(); !same)
        return fail(same.error());
    const auto moved = connection.schemaMoved();
    if (!moved)
        return fail(moved.error());
    if (!*moved)
        return std::optional<SchemaNews>();
    if (const base::Done kept = connection.keepSchema(); !kept)
        return fail(kept.error());
    connection.clearStatements();
    const auto reflected = db::reflect(connection, cause, db::Views::NamesOnly);
    if (!reflected)
        return fail(reflected.error());
    // Views are read again by somebody else; until then they have the columns that they had.
    const mapping::MappedSchema &before = m_inside.session->schema();
    const schema::Schema now = schema::withViewsOf(schema::withIdsOf(*reflected, before), before);
    return moveTo(mapping::mapped({now, m_inside.given}), SchemaNews::Reason::Tables);
}

std::optional<SchemaNews> SessionThread::moveTo(const mapping::MappedSchema &now, SchemaNews::Reason reason)
{
    if (now == m_inside.session->schema())
        return std::optional<SchemaNews>();
    const schema::Schema before = m_inside.session->schema();
    const records::MovedEdits moving(m_inside.session->pending(), before, now);
    auto session = std::make_unique<records::RecordSession>(*m_inside.connection, now);
    session->changes().restore(moving.edits());
    m_inside.session = std::move(session);
    if (m_inside.kept)
        m_inside.kept->schemaChanged();
    m_inside.earlier.add(before);
    return SchemaNews{now, moving.homeless(), reason};
}

void SessionThread::keepAsRead(const QList<base::Record> &rows)
{
    m_thread.run(
        [this, rows, generation = m_generation]() -> base::Done {
            QList<base::Record> seen;
            for (const base::Record &row : rows) {
                if (const auto moved = m_inside.earlier.seen(row, generation, m_inside.session->schema()))
                    seen += *moved;
            }
            m_inside.session->changes().keepAsRead(seen);
            return {};
        },
        Cancellable::No);
}

/// What a person has typed in a schema that is read again meanwhile finds its column by the name.
void SessionThread::edit(const RecordKey &key, int column, const base::Value &before, const base::Value &now)
{
    const records::EarlierSchemas::CellChange typed{key, column, before, now};
    const auto change = [this, typed,
                         generation = m_generation](records::RecordSession &session) -> base::Done {
        const auto meant = m_inside.earlier.meant(typed, generation, session.schema());
        return meant ? session.changes().edit(meant->key, meant->column, meant->before, meant->now)
                     : fail(meant.error());
    };
    changeInside(change, [this](const base::Done &done) { tellRefused(done); });
}

void SessionThread::tellRefused(const base::Done &done)
{
    if (!done)
        emit editRefused(done.error());
}

void SessionThread::setNewParent(const RecordKey &child, int column, const RecordKey &parent,
                                 const base::Value &before)
{
    changePending([child, column, parent, before](records::RecordSession &session) {
        return session.changes().setNewParent(child, column, parent, before);
    });
}

QFuture<Result<RecordKey>> SessionThread::add(const QString &table, const QHash<int, base::Value> &cells)
{
    return changePending(
        [table, cells](records::RecordSession &session) { return session.changes().add(table, cells); },
        [](const Result<RecordKey> &) {});
}

void SessionThread::remove(const QList<RecordKey> &keys)
{
    changePending([keys](records::RecordSession &session) { return session.changes().remove(keys); });
    // They are struck through at once; to read large cells takes its time. Where that is cancelled Save
    // compares them as far as they were seen.
    const auto read = [keys](records::RecordSession &session) {
        return session.readDoomed(keys, {0, tr("Read what is to be deleted"), Cause::Kind::Display});
    };
    changePending(
        read, [](const base::Done &) {}, Cancellable::Yes);
}

void SessionThread::revert(const QList<RecordKey> &keys)
{
    changePending([keys](records::RecordSession &session) {
        session.changes().revert(keys);
        return base::Done();
    });
}

void SessionThread::discard()
{
    changePending([](records::RecordSession &session) {
        session.changes().discard();
        return base::Done();
    });
}

/// The thread runs its jobs in their order, and their answers come in it.
QFuture<base::Done> SessionThread::settled()
{
    return m_thread.run([] { return base::Done(); }, Cancellable::No);
}

QFuture<Result<base::SaveReport>> SessionThread::save(const Cause &cause)
{
    const auto change = [this, cause](records::RecordSession &session) -> Result<base::SaveReport> {
        const ClosedGate gate(m_gate, [this] { return m_thread.isCancelled(); });
        if (!gate.isClosed())
            return fail(base::ErrorCode::Cancelled, tr("Saving was stopped."));
        if (m_inside.kept)
            static_cast<void>(m_inside.kept->beginSave()); // A failure has been told with the edits.
        const db::CurrentStatement::Watch watch(*m_inside.connection, m_saving);
        const auto report = session.save(cause);
        if (!report)
            return fail(report.error().error);
        return *report;
    };
    const auto taken = [this](const Result<base::SaveReport> &report) {
        if (--m_saves == 0)
            emit savingChanged(false);
        if (report)
            emit saved(*report);
    };
    const auto future = changePending(change, taken, Cancellable::OnRequest);
    m_saveJob = m_thread.lastJob();
    if (m_saves++ == 0)
        emit savingChanged(true);
    return future;
}

void SessionThread::stopSave()
{
    m_thread.cancel(m_saveJob);
}

/// It writes, and takes back what it has written: reads are kept out of its way as of a save's.
QFuture<Result<base::SaveForecast>> SessionThread::forecast(const Cause &cause)
{
    stopForecast();
    m_forecastIsDisplay = cause.kind == Cause::Kind::Display;
    const auto future = m_thread.run(recovering([this, cause]() -> Result<base::SaveForecast> {
        const ClosedGate gate(m_gate, [this] { return m_thread.isCancelled(); });
        if (!gate.isClosed())
            return fail(base::ErrorCode::Cancelled, tr("It was stopped."));
        return m_inside.session->forecast(cause);
    }));
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
