#include "serverconnection.h"

#include "core/base/pagesink.h"
#include "core/db/literaltext.h"
#include "core/db/mariadbstatement.h"
#include "core/db/portablerows.h"
#include "core/db/postgresqlrows.h"
#include "core/db/postgresqlstatement.h"
#include "core/db/servercells.h"
#include "core/db/servererrors.h"

#include <QSqlDriver>
#include <QSqlError>

#include <algorithm>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Cause;
using base::CellView;
using base::ConnectionSettings;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;

namespace {

sql::Engine engineOf(const ConnectionSettings &settings)
{
    return settings.engine == ConnectionSettings::Engine::Mariadb ? sql::Engine::Mariadb
                                                                  : sql::Engine::Postgresql;
}

/// A QSqlDatabase with what the settings say, not yet open. A host that begins with a slash is a socket.
QSqlDatabase databaseFor(const ConnectionSettings &settings, const QString &name)
{
    const bool isMariadb = settings.engine == ConnectionSettings::Engine::Mariadb;
    QSqlDatabase database = QSqlDatabase::addDatabase(isMariadb ? u"QMYSQL"_s : u"QPSQL"_s, name);
    database.setDatabaseName(settings.database);
    database.setUserName(settings.user);
    database.setPassword(settings.password);
    if (settings.port > 0)
        database.setPort(settings.port);
    // An UPDATE counts the rows that it found, also where it changed nothing in them.
    QString options = isMariadb ? u"CLIENT_FOUND_ROWS=1"_s : QString();
    if (isMariadb && settings.host.startsWith(u'/'))
        options += u";UNIX_SOCKET="_s + settings.host;
    else
        database.setHostName(settings.host);
    database.setConnectOptions(options);
    database.setNumericalPrecisionPolicy(QSql::HighPrecision);
    return database;
}

/// PostgreSQL prepares only these, and there is nothing to gain with others.
bool isPreparable(const QString &sql)
{
    const QString word = sql.section(u' ', 0, 0).toUpper();
    return word == "SELECT"_L1 || word == "INSERT"_L1 || word == "UPDATE"_L1 || word == "DELETE"_L1 ||
           word == "WITH"_L1;
}

/// An INSERT or DELETE with RETURNING, whose rows QMYSQL does not fetch where it is prepared.
bool returnsRows(const QString &sql)
{
    return !sql.startsWith("SELECT"_L1) && sql.contains(" RETURNING "_L1);
}

} // namespace

class ServerConnection::Running
{
public:
    explicit Running(ServerConnection &connection) : m_connection(connection) { set(true); }
    ~Running() { set(false); }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;

private:
    void set(bool on)
    {
        const QMutexLocker lock(&m_connection.m_runningMutex);
        m_connection.m_isRunning = on;
    }
    ServerConnection &m_connection;
};

Result<std::unique_ptr<Connection>> ServerConnection::open(const ConnectionSettings &settings,
                                                           StatementSink sink)
{
    std::unique_ptr<ServerConnection> connection(new ServerConnection(settings, std::move(sink)));
    if (!connection->m_database.isValid()) {
        return fail(ErrorCode::CannotOpen,
                    u"The driver for %1 is not installed."_s.arg(connection->isMariadb() ? u"MariaDB"_s
                                                                                         : u"PostgreSQL"_s),
                    connection->isMariadb() ? u"Install the package libqt6sql6-mysql."_s
                                            : u"Install the package libqt6sql6-psql."_s);
    }
    if (!connection->m_database.open()) {
        base::Error error = connection->errorOf(connection->m_database.lastError(), u"SELECT"_s);
        error.code = ErrorCode::CannotOpen;
        error.sentence =
            u"The database '%1' on '%2' cannot be opened."_s.arg(settings.database, settings.host);
        error.hint = u"Check that the server runs, and the user, the password and the name."_s;
        return fail(std::move(error));
    }
    if (const Done prepared = connection->prepareConnection(); !prepared)
        return fail(prepared.error());
    return connection;
}

ServerConnection::ServerConnection(const ConnectionSettings &settings, StatementSink sink)
    : Connection(sql::Dialect(engineOf(settings)), std::move(sink)),
      m_settings(settings),
      m_database(databaseFor(settings, nextConnectionName()))
{
}

ServerConnection::~ServerConnection()
{
    clearStatements();
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

Done ServerConnection::prepareConnection()
{
    const StatementSink sink = std::exchange(m_sink, {}); // Housekeeping is nobody's click.
    const bool readOnly = m_settings.mode != ConnectionSettings::Mode::ReadWrite;
    QStringList settings;
    if (isMariadb()) {
        settings = {
            u"SET SESSION innodb_lock_wait_timeout=%1"_s.arg(std::max(1, m_settings.busyTimeout / 1000)),
            u"SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'"_s};
        if (readOnly)
            settings += u"SET SESSION TRANSACTION READ ONLY"_s;
    } else {
        settings = {u"SET lock_timeout=%1"_s.arg(m_settings.busyTimeout), u"SET datestyle='ISO'"_s,
                    u"SET client_min_messages=warning"_s};
        if (readOnly)
            settings += u"SET default_transaction_read_only=on"_s;
    }
    if (readOnly)
        m_readOnlyReason = u"it was opened read-only"_s;
    for (const QString &setting : std::as_const(settings)) {
        if (const Done done = simply(setting); !done)
            return done;
    }
    const auto id = select({isMariadb() ? u"SELECT CONNECTION_ID()"_s : u"SELECT pg_backend_pid()"_s, {}});
    if (!id)
        return fail(id.error());
    m_serverId = id->value(0, 0).toInteger();
    m_sink = sink;
    return {};
}

Result<qint64> ServerConnection::insert(const QString &sql, std::span<const CellView> values,
                                        const QString &keyColumn, const Cause &cause)
{
    if (isMariadb() || keyColumn.isNull()) {
        if (const auto done = write(sql, values, cause); !done)
            return done;
        return m_lastInsertId;
    }
    base::PageSink returned;
    const QString text = sql + u" RETURNING "_s + dialect().quoted(keyColumn);
    if (const auto done = execute(text, values, returned, cause, Count::Rows); !done)
        return done;
    return returned.page.isEmpty() ? 0 : returned.page.value(0, 0).toInteger();
}

Done ServerConnection::check(const QString &sql)
{
    QSqlQuery query(m_database);
    return query.prepare(sql) ? Done() : fail(errorOf(query.lastError(), sql));
}

Done ServerConnection::begin(const Cause &cause)
{
    return simply(u"BEGIN"_s, cause);
}

Done ServerConnection::commit(const Cause &cause)
{
    return simply(u"COMMIT"_s, cause);
}

void ServerConnection::rollback(const Cause &cause)
{
    static_cast<void>(simply(u"ROLLBACK"_s, cause));
}

void ServerConnection::clearStatements()
{
    m_statements.clear();
    m_natives.clear();
}

void ServerConnection::interrupt()
{
    const QMutexLocker lock(&m_runningMutex);
    if (!m_isRunning)
        return;
    const QString name = nextConnectionName();
    {
        QSqlDatabase second = databaseFor(m_settings, name);
        if (second.open()) {
            QSqlQuery query(second);
            query.exec(
                (isMariadb() ? u"KILL QUERY %1"_s : u"SELECT pg_cancel_backend(%1)"_s).arg(m_serverId));
        }
    }
    QSqlDatabase::removeDatabase(name);
}

Result<qint64> ServerConnection::perform(const QString &sql, std::span<const CellView> values,
                                         base::RowSink &sink, Count count)
{
    for (const CellView &value : values) {
        if (const QString reason = whyUnfit(value, isMariadb()); !reason.isNull())
            return fail(ErrorCode::StatementFailed, u"%1 failed: %2."_s.arg(doingOf(sql), reason),
                        u"Correct the text, or keep it as bytes."_s);
    }
    const Running running(*this);
    // Without values PostgreSQL answers a text at once; MariaDB's text answers have fewer digits.
    if (isPreparable(sql) && (isMariadb() || !values.empty())) {
        NativeStatement::Failure failure;
        if (NativeStatement *statement = nativelyPrepared(sql, failure))
            return performNatively(*statement, sql, values, sink, count);
        if (!failure.code.isEmpty())
            return fail(errorOf(failure, sql));
    }
    return performPortably(sql, values, sink, count);
}

Result<qint64> ServerConnection::performNatively(NativeStatement &statement, const QString &sql,
                                                 std::span<const CellView> values, base::RowSink &sink,
                                                 Count count)
{
    if (!statement.run(values, sink)) {
        const NativeStatement::Failure failure = statement.failure();
        // The table may have other columns than when it was prepared; MariaDB has no code of its own for it.
        if (isMariadb() || failure.code == "0A000"_L1)
            m_natives.erase(sql);
        return fail(errorOf(failure, sql));
    }
    m_lastInsertId = statement.lastInsertId();
    return count == Count::Changes ? statement.changes() : statement.rows();
}

Result<qint64> ServerConnection::performPortably(const QString &sql, std::span<const CellView> values,
                                                 base::RowSink &sink, Count count)
{
    if (values.empty() || !isPreparable(sql) || (isMariadb() && returnsRows(sql))) {
        QSqlQuery query(m_database);
        if (!query.exec(values.empty() ? sql : literalText(sql, values, *m_database.driver())))
            return fail(errorOf(query.lastError(), sql));
        m_lastInsertId = isMariadb() ? query.lastInsertId().toLongLong() : 0;
        return count == Count::Changes ? std::max(0, query.numRowsAffected()) : fetch(query, sql, sink);
    }
    QSqlError error;
    QSqlQuery *query = prepared(sql, error);
    if (!query)
        return fail(errorOf(error, sql));
    int place = 0;
    for (const CellView &value : values)
        query->bindValue(place++, isMariadb() ? variantOf(value) : looseVariantOf(value));
    if (!query->exec()) {
        const base::Error told = errorOf(query->lastError(), sql);
        // MariaDB has no code of its own for it.
        const bool isOutdated = isMariadb() || query->lastError().nativeErrorCode() == "0A000"_L1;
        query->finish();
        if (isOutdated) // The table may have other columns than when it was prepared.
            m_statements.erase(sql);
        return fail(told);
    }
    m_lastInsertId = isMariadb() ? query->lastInsertId().toLongLong() : 0;
    const auto result = count == Count::Changes ? Result<qint64>(std::max(0, query->numRowsAffected()))
                                                : fetch(*query, sql, sink);
    query->finish();
    return result;
}

NativeStatement *ServerConnection::nativelyPrepared(const QString &sql, NativeStatement::Failure &failure)
{
    if (const auto found = m_natives.find(sql); found != m_natives.end())
        return found->second.get();
    std::unique_ptr<NativeStatement> statement;
    if (isMariadb())
        statement = MariadbStatement::prepare(*m_database.driver(), sql, failure);
    else
        statement = PostgresqlStatement::prepare(*m_database.driver(), sql, failure);
    if (!statement)
        return nullptr;
    if (m_natives.size() >= kKeptStatements)
        m_natives.clear();
    return m_natives.emplace(sql, std::move(statement)).first->second.get();
}

QSqlQuery *ServerConnection::prepared(const QString &sql, QSqlError &error)
{
    if (const auto found = m_statements.find(sql); found != m_statements.end())
        return &found->second;
    QSqlQuery query(m_database);
    if (!query.prepare(sql)) {
        error = query.lastError();
        return nullptr;
    }
    if (m_statements.size() >= kKeptStatements)
        m_statements.clear();
    return &m_statements.emplace(sql, std::move(query)).first->second;
}

/// All rows are here already: both drivers keep a whole result.
Result<qint64> ServerConnection::fetch(QSqlQuery &query, const QString &sql, base::RowSink &sink) const
{
    if (const auto rows = readPostgresqlRows(query, sink))
        return *rows;
    const qint64 rows = readPortableRows(query, isMariadb(), sink);
    if (query.lastError().isValid())
        return fail(errorOf(query.lastError(), sql));
    return rows;
}

base::Error ServerConnection::errorOf(const NativeStatement::Failure &failure, const QString &sql) const
{
    return isMariadb() ? mariadbError(failure.code.toInt(), failure.message, doingOf(sql))
                       : postgresqlError(failure.code, failure.message, doingOf(sql));
}

base::Error ServerConnection::errorOf(const QSqlError &error, const QString &sql) const
{
    const QString code = error.nativeErrorCode();
    if (isMariadb())
        return mariadbError(code.toInt(), error.databaseText(), doingOf(sql));
    // A connection that broke has no code.
    const bool isLost = code.isEmpty() && !m_database.driver()->isOpen();
    const bool saysLost = code.isEmpty() && error.databaseText().contains("connection"_L1);
    return postgresqlError(isLost || saysLost ? u"08006"_s : code, error.databaseText(), doingOf(sql));
}

} // namespace relata::db
