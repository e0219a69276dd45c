#pragma once

#include "core/async/databasethread.h"
#include "core/async/doors.h"
#include "core/async/savegate.h"
#include "core/async/workspace.h"
#include "core/base/connectionsettings.h"
#include "core/db/connection.h"
#include "core/page/pagereader.h"

#include <memory>

namespace relata::async {

/// A thread with a read-only connection of its own, opened by the first job.
class ReaderThread
{
public:
    /// @param opening what the session's connection found; another file is refused
    ReaderThread(const QString &name, const base::ConnectionSettings &settings, const SessionOpening &opening,
                 const db::StatementSink &sink, SaveGate &gate);
    ~ReaderThread();

    /// Runs `read(PageReader &)` in the thread; one that a save interrupts starts over.
    template<typename Read>
    auto run(Read read)
    {
        using T = decltype(read(std::declval<page::PageReader &>()));
        return m_thread.run([this, read = std::move(read)]() -> T {
            for (;;) {
                T result = answerOf([&]() -> T {
                    const ReadPass pass(m_gate);
                    const base::Done opened = open();
                    return opened ? read(*m_reader) : T(base::fail(opened.error()));
                });
                const bool interrupted = !result && result.error().code == base::ErrorCode::Cancelled;
                if (!interrupted || m_thread.isCancelled())
                    return result;
            }
        });
    }
    /// Runs `read(db::Connection &)`, which reads no rows: a save does not wait for it.
    template<typename Read>
    auto runApart(Read read)
    {
        using T = decltype(read(std::declval<db::Connection &>()));
        return m_thread.run([this, read = std::move(read)]() -> T {
            const base::Done opened = open();
            return opened ? read(*m_connection) : T(base::fail(opened.error()));
        });
    }
    /// What is asked from now on is read by another schema.
    void setSchema(const mapping::MappedSchema &schema);
    DatabaseThread &thread() { return m_thread; }
    const DatabaseThread &thread() const { return m_thread; }
    /// Begins to end the thread, and does not wait for it.
    void close();

private:
    base::Done open();

    const base::ConnectionSettings m_settings;
    const QString m_place;          ///< of the file that the session has open
    mapping::MappedSchema m_schema; ///< used in the thread
    const db::StatementSink m_sink;
    SaveGate &m_gate;
    std::unique_ptr<db::Connection> m_connection;
    std::unique_ptr<page::PageReader> m_reader;
    DatabaseThread m_thread;
};

/// The door Pages: pages and pickers by one thread, counts by another; views, which SQLite may take for ever
/// to look at, by a third, so that nothing waits for them. Lives in the GUI thread.
class ReaderThreads : public Pages
{
    Q_OBJECT

public:
    ReaderThreads(const base::ConnectionSettings &settings, const SessionOpening &opening,
                  const db::StatementSink &sink, SaveGate &gate, QObject *parent = nullptr);
    void setSchema(const mapping::MappedSchema &schema);

    QFuture<base::Result<base::RecordPage>> read(const base::PageRequest &request,
                                                 const base::Cause &cause) override;
    QFuture<base::Result<QList<base::NodeSummary>>> titles(const QString &table, const QString &contains,
                                                           int limit, const base::Cause &cause) override;
    QFuture<base::Result<QList<base::NodeSummary>>> titlesOf(const QString &table, const QStringList &columns,
                                                             const QList<base::Values> &values,
                                                             const base::Cause &cause) override;
    QFuture<base::Result<QList<qint64>>> counts(const QString &table, const QString &relationship,
                                                const QList<base::Values> &owners,
                                                const base::Cause &cause) override;
    QFuture<base::Result<qint64>> count(const QString &table, const base::Cause &cause) override;
    QFuture<base::Result<base::Values>> wholeCells(const QList<base::CellPlace> &cells,
                                                   const base::Cause &cause) override;
    QFuture<base::Result<qint64>> saveCell(const base::CellPlace &cell, const QString &file,
                                           const base::Cause &cause) override;

    /// The schema with the columns of views; see db::readViews().
    QFuture<base::Result<mapping::MappedSchema>> readViews(const mapping::MappedSchema &schema,
                                                           const QStringList &names, int budget,
                                                           const base::Cause &cause);

    DatabaseThread &reader() { return m_reader.thread(); }
    DatabaseThread &background() { return m_background.thread(); }
    /// Begins to end the threads, and does not wait for them.
    void close();
    void interrupt();
    bool hasEnded() const;

private:
    ReaderThread m_reader;
    ReaderThread m_background;
    ReaderThread m_views;
};

} // namespace relata::async
