#pragma once

#include "core/db/connection.h"
#include "core/db/nativestatement.h"

#include <QMutex>
#include <QSqlDatabase>
#include <QSqlQuery>

#include <unordered_map>

class QSqlError;

namespace relata::db {

/// A connection to a PostgreSQL or MariaDB server, through QtSql. A statement that fails inside a transaction
/// ends it on PostgreSQL: what comes then fails until rollback().
class ServerConnection : public Connection
{
public:
    static base::Result<std::unique_ptr<Connection>> open(const base::ConnectionSettings &settings,
                                                          StatementSink sink);
    ~ServerConnection() override;

    base::Result<qint64> insert(const QString &sql, std::span<const base::CellView> values,
                                const QString &keyColumn, const base::Cause &cause) override;
    base::Done check(const QString &sql) override;
    base::Done begin(const base::Cause &cause) override;
    base::Done commit(const base::Cause &cause) override;
    void rollback(const base::Cause &cause) override;
    /// Asks the server through a second connection, in the caller's thread; may take some milliseconds.
    void interrupt() override;
    void clearStatements() override;

protected:
    base::Result<qint64> perform(const QString &sql, std::span<const base::CellView> values,
                                 base::RowSink &sink, Count count) override;

private:
    ServerConnection(const base::ConnectionSettings &settings, StatementSink sink);

    /// Marks the time in which interrupt() may reach this connection.
    class Running;

    base::Done prepareConnection();
    base::Result<qint64> performNatively(NativeStatement &statement, const QString &sql,
                                         std::span<const base::CellView> values, base::RowSink &sink,
                                         Count count);
    /// Through QtSql alone.
    base::Result<qint64> performPortably(const QString &sql, std::span<const base::CellView> values,
                                         base::RowSink &sink, Count count);
    /// Null without a failure where there is only the portable way.
    NativeStatement *nativelyPrepared(const QString &sql, NativeStatement::Failure &failure);
    QSqlQuery *prepared(const QString &sql, QSqlError &error);
    base::Result<qint64> fetch(QSqlQuery &query, const QString &sql, base::RowSink &sink) const;
    base::Error errorOf(const QSqlError &error, const QString &sql) const;
    base::Error errorOf(const NativeStatement::Failure &failure, const QString &sql) const;
    bool isMariadb() const { return dialect().engine() == sql::Engine::Mariadb; }

    static constexpr size_t kKeptStatements = 64;

    base::ConnectionSettings m_settings;
    QSqlDatabase m_database;
    std::unordered_map<QString, QSqlQuery> m_statements;
    std::unordered_map<QString, std::unique_ptr<NativeStatement>> m_natives;
    qint64 m_lastInsertId = 0;
    QMutex m_runningMutex; ///< guards m_isRunning, so that no other statement is cancelled than the one meant
    bool m_isRunning = false;
    qint64 m_serverId = 0; ///< by which the server knows this connection
};

} // namespace relata::db
