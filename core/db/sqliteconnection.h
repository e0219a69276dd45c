#pragma once

#include "core/db/connection.h"
#include "core/db/fileidentity.h"
#include "core/db/sqlitechangedrow.h"

#include <QMutex>
#include <QSqlDatabase>

struct sqlite3;

namespace relata::db {

class StatementCache;

/// An open SQLite database. QtSql owns the connection and the prepared statements; they are bound and stepped
/// natively. trusted_schema is off, foreign keys are enforced, no extension can load. Opening and reading
/// change no byte of the file.
class SqliteConnection : public Connection
{
public:
    static base::Result<std::unique_ptr<Connection>> open(const base::ConnectionSettings &settings,
                                                          StatementSink sink);
    static base::Result<std::unique_ptr<Connection>> create(const QString &file, StatementSink sink);
    ~SqliteConnection() override;
    /// "SQLite 3.40.1"
    static QString libraryVersion();

    /// The rowid of the new row, whatever the key column is called.
    base::Result<qint64> insert(const QString &sql, std::span<const base::CellView> values,
                                const QString &keyColumn, const base::Cause &cause) override;
    qint64 lastInsertId() const override;
    QString collationOf(const QString &table, const QString &column) const override;
    base::Done check(const QString &sql) override;
    base::Result<base::RowPage> selectApartFromViews(const sql::Statement &statement,
                                                     const base::Cause &cause) override;
    /// BEGIN IMMEDIATE takes the write lock at once, so that a lock is met here and not in the middle.
    /// Refuses where the file or its schema is not what it was.
    base::Done begin(const base::Cause &cause) override;
    base::Done commit(const base::Cause &cause) override;
    void rollback(const base::Cause &cause) override;
    void interrupt() override;
    bool listenToRows(RowListener listener) override;
    base::Done checkFile() override;
    base::Done keepSchema() override;
    base::Result<bool> schemaMoved() override;
    QString place() const override;
    void clearStatements() override;

protected:
    base::Result<qint64> perform(const QString &sql, std::span<const base::CellView> values,
                                 base::RowSink &sink, Count count) override;

private:
    SqliteConnection(QSqlDatabase database, StatementSink sink);

    base::Done prepareConnection(const base::ConnectionSettings &settings);
    base::Result<qint64> step(const QString &sql, std::span<const base::CellView> values,
                              base::RowSink &sink);
    base::Error lastError(const QString &sql) const;
    template<typename Ask>
    auto whileReading(Ask ask) -> decltype(ask());

    QSqlDatabase m_database;
    std::unique_ptr<StatementCache> m_statements;
    bool m_keepsIndexInMemory = false;
    bool m_keepsWal = false;
    QString m_path; ///< canonical
    FileIdentity m_identity;
    QString m_walToLetGo; ///< the file whose log goes when this connection does; null where it stays
    RowListener m_rowListener;
    RunningStatement m_running = RunningStatement::Other; ///< while somebody listens
    QMutex m_handleMutex; ///< guards m_handle against interrupt() while it closes
    sqlite3 *m_handle = nullptr;
};

} // namespace relata::db
