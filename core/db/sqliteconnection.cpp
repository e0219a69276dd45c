#include "sqliteconnection.h"

#include "core/db/companionfiles.h"
#include "core/db/sqlerrors.h"
#include "core/db/sqlitefile.h"
#include "core/db/statementcache.h"
#include "core/db/statementrun.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <sqlite3.h>

#include <unistd.h>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Cause;
using base::CellView;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

base::Error errorOf(const QSqlError &error, const QString &sql)
{
    return sqliteError(error.nativeErrorCode().toInt(), error.databaseText(), doingOf(sql));
}

QString openOptions(int busyTimeout)
{
    return u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeout);
}

bool doesDelete(const QString &sql)
{
    return QStringView(sql).trimmed().startsWith(u"DELETE", Qt::CaseInsensitive);
}

QString uriOf(const QString &path, const QString &query)
{
    return u"file:"_s + QString::fromLatin1(QUrl::toPercentEncoding(path, "/")) + u'?' + query;
}

/// SQLite refuses what takes more than half of the memory that there is, as a view of views of views may:
/// else the system would end the program.
void limitMemory()
{
    static const sqlite3_int64 limit = [] {
        const sqlite3_int64 bytes = sqlite3_int64(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
        return sqlite3_hard_heap_limit64(bytes / 2);
    }();
    static_cast<void>(limit);
}

} // namespace

Result<std::unique_ptr<Connection>> SqliteConnection::open(const base::ConnectionSettings &settings,
                                                           StatementSink sink)
{
    const auto file = inspectSqliteFile(settings);
    if (!file)
        return fail(file.error());
    // Only the Connection may hold the QSqlDatabase, or it could not be removed when opening fails.
    std::unique_ptr<SqliteConnection> connection(
        new SqliteConnection(QSqlDatabase::addDatabase(u"QSQLITE"_s, nextConnectionName()), std::move(sink)));
    const bool readOnly = !file->readOnlyReason.isEmpty();
    QString query = readOnly ? u"mode=ro"_s : u"mode=rw"_s;
    if (file->immutable)
        query = u"immutable=1"_s;
    else if (file->keepsIndexInMemory)
        query = u"mode=rw"_s;
    connection->m_keepsIndexInMemory = file->keepsIndexInMemory;
    connection->m_keepsWal = file->hasWal;
    connection->m_walToLetGo = file->leavesWal ? file->path : QString();
    connection->m_database.setDatabaseName(uriOf(file->path, query));
    connection->m_database.setConnectOptions(openOptions(settings.busyTimeout));
    connection->m_readOnlyReason = file->readOnlyReason;
    connection->m_path = file->path;
    const auto place = FileIdentity::placeOf(file->path);
    if (const Done prepared = connection->prepareConnection(settings); !prepared) {
        base::Error error = prepared.error();
        error.sentence =
            u"'%1' cannot be opened. "_s.arg(QFileInfo(settings.file).fileName()) + error.sentence;
        return fail(std::move(error));
    }
    if (!file->immutable)
        connection->m_identity = FileIdentity(file->path, place, connection->m_handle);
    return connection;
}

Result<std::unique_ptr<Connection>> SqliteConnection::create(const QString &file, StatementSink sink)
{
    if (const Done name = checkFileName(file); !name)
        return fail(name.error());
    if (QFileInfo(file).size() > 0) {
        return fail(ErrorCode::FileExists, u"'%1' exists already."_s.arg(file),
                    u"Choose another name, or remove the file first."_s);
    }
    // An empty file that is there already may be open: closing it here would take back its locks.
    QFile empty(file);
    if (!empty.exists() && !empty.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        return fail(ErrorCode::CannotWrite, u"'%1' cannot be created."_s.arg(file),
                    u"Choose a folder that you may write in."_s, empty.errorString());
    }
    empty.close();
    return open({file, base::ConnectionSettings::Mode::ReadWrite, 5000}, std::move(sink));
}

SqliteConnection::SqliteConnection(QSqlDatabase database, StatementSink sink)
    : Connection(sql::Dialect(sql::Engine::Sqlite), std::move(sink)),
      m_database(std::move(database)),
      m_statements(std::make_unique<StatementCache>(m_database))
{
}

SqliteConnection::~SqliteConnection()
{
    if (m_handle)
        tellChangedRows(m_handle, nullptr, nullptr);
    {
        const QMutexLocker lock(&m_handleMutex);
        m_handle = nullptr;
    }
    m_statements.reset();
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
    if (!m_walToLetGo.isNull())
        letGoOfWal(m_walToLetGo);
}

Result<qint64> SqliteConnection::insert(const QString &sql, std::span<const CellView> values, const QString &,
                                        const Cause &cause)
{
    if (const auto done = write(sql, values, cause); !done)
        return done;
    return lastInsertId();
}

Done SqliteConnection::check(const QString &sql)
{
    sqlite3_stmt *statement = nullptr;
    const QByteArray utf8 = sql.toUtf8();
    const int code = sqlite3_prepare_v2(m_handle, utf8.constData(), int(utf8.size()), &statement, nullptr);
    sqlite3_finalize(statement);
    if (code == SQLITE_OK)
        return {};
    return fail(lastError(sql));
}

Result<base::RowPage> SqliteConnection::selectApartFromViews(const sql::Statement &statement,
                                                             const Cause &cause)
{
    const auto refuseSelects = [](void *, int action, const char *, const char *, const char *,
                                  const char *) { return action == SQLITE_SELECT ? SQLITE_DENY : SQLITE_OK; };
    sqlite3_set_authorizer(m_handle, refuseSelects, nullptr);
    auto rows = select(statement, cause);
    sqlite3_set_authorizer(m_handle, nullptr, nullptr);
    return rows;
}

Done SqliteConnection::begin(const Cause &cause)
{
    // Before SQLite plays back a journal that came meanwhile.
    if (const Done companions = checkCompanionFiles(m_path); !companions)
        return companions;
    m_identity.forgetPages(m_handle);
    const Done begun = simply(u"BEGIN IMMEDIATE"_s, cause);
    if (const Done there = m_identity.checkPath(m_handle); !there) {
        rollback(cause);
        return there;
    }
    if (!begun)
        return m_identity.whyNotBegun(m_handle, begun);
    const Done same = m_identity.checkContent(m_handle);
    if (!same)
        rollback(cause);
    return same;
}

Done SqliteConnection::commit(const Cause &cause)
{
    const auto done = run({u"COMMIT"_s, {}}, cause);
    if (!done)
        return fail(done.error());
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return {};
}

void SqliteConnection::rollback(const Cause &cause)
{
    // A trigger's RAISE(ROLLBACK) has ended the transaction already; an interrupt that comes at the wrong
    // moment stops even a ROLLBACK.
    constexpr int kTries = 100;
    for (int i = 0; i < kTries && sqlite3_get_autocommit(m_handle) == 0; ++i)
        static_cast<void>(run({u"ROLLBACK"_s, {}}, cause));
}

qint64 SqliteConnection::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

QString SqliteConnection::collationOf(const QString &table, const QString &column) const
{
    const char *collation = nullptr;
    const int code = sqlite3_table_column_metadata(m_handle, "main", table.toUtf8().constData(),
                                                   column.toUtf8().constData(), nullptr, &collation, nullptr,
                                                   nullptr, nullptr);
    const QString name = code == SQLITE_OK ? QString::fromUtf8(collation) : QString();
    return name.compare(u"BINARY"_s, Qt::CaseInsensitive) == 0 ? QString() : name;
}

QString SqliteConnection::libraryVersion()
{
    return u"SQLite "_s + QString::fromLatin1(sqlite3_libversion());
}

void SqliteConnection::interrupt()
{
    const QMutexLocker lock(&m_handleMutex);
    if (m_handle)
        sqlite3_interrupt(m_handle);
}

bool SqliteConnection::listenToRows(RowListener listener)
{
    m_rowListener = std::move(listener);
    tellChangedRows(m_handle, m_rowListener ? &m_rowListener : nullptr, &m_running);
    return true;
}

/// Asks in a transaction that reads, so that no other program's half-written pages are seen.
template<typename Ask>
auto SqliteConnection::whileReading(Ask ask) -> decltype(ask())
{
    if (sqlite3_get_autocommit(m_handle) == 0)
        return ask();
    m_identity.forgetPages(m_handle);
    if (sqlite3_exec(m_handle, "BEGIN; SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
        const base::Error error = lastError(u"SELECT"_s);
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
        return fail(m_identity.whyNotBegun(m_handle, fail(error)).error());
    }
    auto answer = ask();
    sqlite3_exec(m_handle, "COMMIT", nullptr, nullptr, nullptr);
    return answer;
}

Done SqliteConnection::checkFile()
{
    if (const Done there = m_identity.checkPath(m_handle); !there)
        return there;
    if (const Done companions = checkCompanionFiles(m_path); !companions)
        return companions;
    const Done same = whileReading([this] { return m_identity.checkContent(m_handle); });
    if (!same && same.error().code == ErrorCode::StaleData)
        return {}; // Another schema is no other file.
    return same;
}

Done SqliteConnection::keepSchema()
{
    return whileReading([this] { return m_identity.keepSchema(m_handle); });
}

Result<bool> SqliteConnection::schemaMoved()
{
    return whileReading([this] { return m_identity.schemaMoved(m_handle); });
}

QString SqliteConnection::place() const
{
    const auto &place = m_identity.place();
    return place ? QString::number(place->device) + u':' + QString::number(place->inode) : QString();
}

void SqliteConnection::clearStatements()
{
    m_statements->clear();
}

Done SqliteConnection::prepareConnection(const base::ConnectionSettings &settings)
{
    limitMemory();
    if (!m_database.open())
        return fail(errorOf(m_database.lastError(), u"SELECT"_s));
    m_handle = *static_cast<sqlite3 *const *>(m_database.driver()->handle().constData());
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_busy_timeout(m_handle, settings.busyTimeout);
    // Closing would fold a write-ahead log that was there before into the file: not before the person saves
    // something.
    if (m_keepsWal)
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const StatementSink sink = std::exchange(m_sink, {}); // Housekeeping is nobody's click.
    QStringList pragmas = {u"PRAGMA trusted_schema=OFF"_s, u"PRAGMA foreign_keys=ON"_s,
                           u"PRAGMA cache_size=-65536"_s};
    if (isReadOnly())
        pragmas += u"PRAGMA query_only=ON"_s;
    Done done;
    if (m_keepsIndexInMemory)
        pragmas.prepend(u"PRAGMA locking_mode=EXCLUSIVE"_s);
    for (const QString &pragma : std::as_const(pragmas)) {
        if (!done)
            break; // The next would wait for the same lock again.
        if (const auto set = run({pragma, {}}); !set && done)
            done = fail(set.error());
    }
    // The first read meets locks, damage and encryption.
    if (!done) {
        m_sink = sink;
        return done;
    }
    if (const auto read = select({u"SELECT count(*) FROM sqlite_schema"_s, {}}); !read)
        done = fail(read.error());
    m_sink = sink;
    return done;
}

Result<qint64> SqliteConnection::perform(const QString &sql, std::span<const CellView> values,
                                         base::RowSink &sink, Count count)
{
    if (m_rowListener)
        m_running = doesDelete(sql) ? RunningStatement::Delete : RunningStatement::Other;
    if (count == Count::Rows)
        return step(sql, values, sink);
    const qint64 before = sqlite3_total_changes64(m_handle);
    if (const Result<qint64> done = step(sql, values, sink); !done)
        return done;
    return sqlite3_total_changes64(m_handle) > before ? sqlite3_changes64(m_handle) : 0;
}

Result<qint64> SqliteConnection::step(const QString &sql, std::span<const CellView> values,
                                      base::RowSink &sink)
{
    QSqlError error;
    sqlite3_stmt *native = m_statements->prepared(sql, &error);
    if (!native && error.isValid())
        return fail(errorOf(error, sql));
    if (!native)
        return 0; // Nothing but comments.
    StatementRun run(native);
    if (size_t(run.placeholders()) != values.size()) {
        return fail(ErrorCode::StatementFailed,
                    u"The statement has %1 placeholders, but %2 values were given."_s.arg(
                        QString::number(run.placeholders()), QString::number(values.size())));
    }
    if (run.run(values, sink) != SQLITE_DONE)
        return fail(lastError(sql));
    return run.rows();
}

base::Error SqliteConnection::lastError(const QString &sql) const
{
    return sqliteError(sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)),
                       doingOf(sql));
}

} // namespace relata::db
