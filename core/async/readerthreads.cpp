#include "readerthreads.h"

#include "core/db/reflector.h"

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Result;
using page::PageReader;

ReaderThread::ReaderThread(const QString &name, const base::ConnectionSettings &settings,
                           const SessionOpening &opening, const db::StatementSink &sink, SaveGate &gate)
    : m_settings(settings),
      m_place(opening.place),
      m_schema(opening.schema),
      m_sink(sink),
      m_gate(gate),
      m_thread(name)
{
    m_gate.addReader(&m_thread);
}

ReaderThread::~ReaderThread()
{
    close();
    m_thread.end();
    m_gate.removeReader(&m_thread);
}

void ReaderThread::close()
{
    // The connection has to be closed by the thread that opened it.
    m_thread.beginEnd([this] {
        m_thread.setInterrupt({});
        m_reader.reset();
        m_connection.reset();
    });
}

base::Done ReaderThread::open()
{
    if (m_reader)
        return {};
    auto connection = db::Connection::open(m_settings, m_sink);
    if (!connection)
        return base::fail(connection.error());
    const QString place = (*connection)->place();
    if (!place.isNull() && !m_place.isNull() && place != m_place) {
        return base::fail(
            base::ErrorCode::ConnectionLost,
            u"'%1' was replaced by another file while it was open."_s.arg(m_settings.file.section(u'/', -1)),
            u"Reopen it to see what it holds now; what waits for Save is kept."_s);
    }
    m_connection = std::move(*connection);
    m_thread.setInterrupt([raw = m_connection.get()] { raw->interrupt(); });
    m_reader = std::make_unique<PageReader>(*m_connection, m_schema);
    return {};
}

void ReaderThread::setSchema(const mapping::MappedSchema &schema)
{
    const auto job = [this, schema]() -> base::Done {
        m_schema = schema;
        if (m_reader) {
            m_connection->clearStatements();
            m_reader = std::make_unique<PageReader>(*m_connection, m_schema);
        }
        return {};
    };
    m_thread.run(job, Cancellable::No);
}

namespace {

base::ConnectionSettings readOnly(base::ConnectionSettings settings)
{
    settings.mode = base::ConnectionSettings::Mode::ReadOnly;
    return settings;
}

} // namespace

ReaderThreads::ReaderThreads(const base::ConnectionSettings &settings, const SessionOpening &opening,
                             const db::StatementSink &sink, SaveGate &gate, QObject *parent)
    : Pages(parent),
      m_reader(u"reader"_s, readOnly(settings), opening, sink, gate),
      m_background(u"background"_s, readOnly(settings), opening, sink, gate),
      m_views(u"views"_s, readOnly(settings), opening, sink, gate)
{
}

void ReaderThreads::setSchema(const mapping::MappedSchema &schema)
{
    m_reader.setSchema(schema);
    m_background.setSchema(schema);
}

void ReaderThreads::close()
{
    m_reader.close();
    m_background.close();
    m_views.close();
}

void ReaderThreads::interrupt()
{
    m_reader.thread().interruptRunning();
    m_background.thread().interruptRunning();
    m_views.thread().interruptRunning();
}

bool ReaderThreads::hasEnded() const
{
    return m_reader.thread().hasEnded() && m_background.thread().hasEnded() && m_views.thread().hasEnded();
}

QFuture<Result<mapping::MappedSchema>> ReaderThreads::readViews(const mapping::MappedSchema &schema,
                                                                const QStringList &names, int budget,
                                                                const Cause &cause)
{
    return m_views.runApart([=](db::Connection &connection) -> Result<mapping::MappedSchema> {
        return schema.withTables(db::readViews(connection, schema, names, budget, cause));
    });
}

QFuture<Result<base::RecordPage>> ReaderThreads::read(const base::PageRequest &request, const Cause &cause)
{
    return m_reader.run([request, cause](PageReader &reader) { return reader.read(request, cause); });
}

QFuture<Result<QList<base::NodeSummary>>> ReaderThreads::titles(const QString &table, const QString &contains,
                                                                int limit, const Cause &cause)
{
    return m_reader.run([=](PageReader &reader) { return reader.titles(table, contains, limit, cause); });
}

QFuture<Result<QList<base::NodeSummary>>> ReaderThreads::titlesOf(const QString &table,
                                                                  const QStringList &columns,
                                                                  const QList<base::Values> &values,
                                                                  const Cause &cause)
{
    return m_reader.run([=](PageReader &reader) { return reader.titlesOf(table, columns, values, cause); });
}

QFuture<Result<QList<qint64>>> ReaderThreads::counts(const QString &table, const QString &relationship,
                                                     const QList<base::Values> &owners, const Cause &cause)
{
    return m_background.run(
        [=](PageReader &reader) { return reader.counts(table, relationship, owners, cause); });
}

QFuture<Result<qint64>> ReaderThreads::count(const QString &table, const Cause &cause)
{
    return m_background.run([=](PageReader &reader) { return reader.count(table, cause); });
}

QFuture<Result<base::Values>> ReaderThreads::wholeCells(const QList<base::CellPlace> &cells,
                                                        const Cause &cause)
{
    return m_reader.run([=](PageReader &reader) { return reader.wholeCells(cells, cause); });
}

QFuture<Result<qint64>> ReaderThreads::saveCell(const base::CellPlace &cell, const QString &file,
                                                const Cause &cause)
{
    return m_reader.run([=](PageReader &reader) { return reader.saveCell(cell, file, cause); });
}

} // namespace relata::async
