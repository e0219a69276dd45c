#pragma once

#include "core/base/connectionsettings.h"
#include "core/base/result.h"
#include "core/base/rowpage.h"
#include "core/base/rowsink.h"
#include "core/db/statementlog.h"
#include "core/sql/statement.h"

#include <QMutex>
#include <QSqlDatabase>

#include <functional>
#include <memory>

struct sqlite3;

namespace relata::db {

class StatementCache;

/// What happened to a row.
enum class RowChange { Inserted, Updated, Deleted };
/// Told of a changed row of a table: by the statement itself, or by the database on its own account (an
/// action of a foreign key, a trigger).
using RowListener = std::function<void(const QString &table, RowChange change, bool isByDatabase)>;

/// An open SQLite database. QtSql owns the connection and the prepared statements; they are bound and stepped
/// natively. Lives in the thread that opened it, except interrupt(). trusted_schema is off, foreign
/// keys are enforced, no extension can load. Opening and reading change no byte of the file.
class Connection
{
public:
    /// Opens the file of the settings. Fails with a sentence for people and what to do.
    static base::Result<std::unique_ptr<Connection>> open(const base::ConnectionSettings &settings,
                                                          StatementSink sink = {});
    /// Creates a new, empty database; refuses a file that exists and has content.
    static base::Result<std::unique_ptr<Connection>> create(const QString &file, StatementSink sink = {});
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs a SELECT (or a PRAGMA, or a statement with RETURNING) and returns all its rows. Each run is one
    /// record in the sink.
    base::Result<base::RowPage> select(const sql::Statement &statement, const base::Cause &cause = {});
    /// Runs a statement and returns how many rows it changed, those of triggers and cascades left out.
    base::Result<qint64> run(const sql::Statement &statement, const base::Cause &cause = {});
    /// Runs a SELECT whose rows go to a sink as they come; returns how many. The values live as long as the
    /// call. Where it fails the sink may have had some rows.
    base::Result<qint64> read(const QString &sql, std::span<const base::CellView> values, base::RowSink &sink,
                              const base::Cause &cause = {});
    /// run() with values that lie somewhere else; they live as long as the call.
    base::Result<qint64> write(const QString &sql, std::span<const base::CellView> values,
                               const base::Cause &cause = {});
    /// Parses a statement without running it; says why it cannot run. Not recorded.
    base::Done check(const QString &sql) const;

    /// BEGIN IMMEDIATE takes the write lock at once, so that a lock is met here and not in the middle.
    base::Done begin(const base::Cause &cause = {});
    base::Done commit(const base::Cause &cause = {});
    void rollback(const base::Cause &cause = {});

    /// The rowid of the last INSERT of this connection.
    qint64 lastInsertId() const;
    bool isReadOnly() const { return !m_readOnlyReason.isEmpty(); }
    const QString &readOnlyReason() const { return m_readOnlyReason; }
    /// "SQLite 3.40.1"
    static QString engineVersion();
    /// Ends the statement that runs now with ErrorCode::Cancelled. From any thread; harmless where nothing
    /// runs.
    void interrupt();
    /// From now on the listener is told of each row that a statement changes, while it runs; an empty one
    /// ends that. It may not use the connection. False where the engine cannot tell.
    bool listenToRows(RowListener listener);
    /// Puts all statements aside; needed before a change of the schema.
    void clearStatements();

private:
    Connection(QSqlDatabase database, StatementSink sink);

    base::Done prepareConnection(const base::ConnectionSettings &settings);
    base::Result<qint64> perform(const QString &sql, std::span<const base::CellView> values,
                                 base::RowSink &sink);
    base::Error lastError(const QString &sql) const;
    base::Result<qint64> execute(const QString &sql, std::span<const base::CellView> values,
                                 base::RowSink &sink, const base::Cause &cause, bool countsChanges);

    QSqlDatabase m_database;
    StatementSink m_sink;
    std::unique_ptr<StatementCache> m_statements;
    QString m_readOnlyReason;
    bool m_keepsIndexInMemory = false;
    bool m_keepsWal = false;
    QString m_walToLetGo; ///< the file whose log goes when this connection does; null where it stays
    RowListener m_rowListener;
    QMutex m_handleMutex; ///< guards m_handle against interrupt() while it closes
    sqlite3 *m_handle = nullptr;
};

} // namespace relata::db
