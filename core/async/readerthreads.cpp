#include "readerthreads.h"

namespace relata::async {

using namespace Qt::StringLiterals;
using base::Cause;
using base::Result;
using page::PageReader;

ReaderThread::ReaderThread(const QString &name, const base::ConnectionSettings &settings,
                           const schema::Schema &schema, const db::StatementSink &sink, SaveGate &gate)
    : m_settings(settings), m_schema(schema), m_sink(sink), m_gate(gate), m_thread(name)
{
    m_gate.addReader(&m_thread);
}

ReaderThread::~ReaderThread()
{
    // The connection has to be closed by the thread that opened it.
    m_thread.end([this] {
        m_thread.setInterrupt({});
        m_reader.reset();
        m_connection.reset();
    });
    m_gate.removeReader(&m_thread);
}

base::Done ReaderThread::open()
{
    if (m_reader)
        return {};
    auto connection = db::Connection::open(m_settings, m_sink);
    if (!connection)
        return base::fail(connection.error());
    m_connection = std::move(*connection);
    m_thread.setInterrupt([raw = m_connection.get()] { raw->interrupt(); });
    m_reader = std::make_unique<PageReader>(*m_connection, m_schema);
    return {};
}

namespace {

base::ConnectionSettings readOnly(base::ConnectionSettings settings)
{
    settings.mode = base::ConnectionSettings::Mode::ReadOnly;
    return settings;
}

} // namespace

ReaderThreads::ReaderThreads(const base::ConnectionSettings &settings, const schema::Schema &schema,
                             const db::StatementSink &sink, SaveGate &gate, QObject *parent)
    : Pages(parent),
      m_reader(u"reader"_s, readOnly(settings), schema, sink, gate),
      m_background(u"background"_s, readOnly(settings), schema, sink, gate)
{
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

} // namespace relata::async
