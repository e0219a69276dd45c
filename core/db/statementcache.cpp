#include "statementcache.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlResult>
#include <QVariant>

#include <sqlite3.h>

#include <algorithm>

namespace relata::db {

namespace {

sqlite3_stmt *nativeStatement(const QSqlQuery &query)
{
    const QVariant handle = query.result()->handle();
    return handle.isValid() ? *static_cast<sqlite3_stmt *const *>(handle.constData()) : nullptr;
}

sqlite3 *nativeHandle(const QSqlDatabase &database)
{
    return *static_cast<sqlite3 *const *>(database.driver()->handle().constData());
}

/// QtSql takes a comment after a statement for a second statement.
bool isTakenForTwo(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() == SQLITE_MISUSE;
}

/// The text up to the end of its first statement, where nothing but comments follows; else the whole.
QString withoutTail(const QString &sql, sqlite3 *handle)
{
    const QByteArray utf8 = sql.toUtf8();
    const char *tail = utf8.constData();
    qsizetype end = 0;
    for (int count = 0; *tail != '\0'; ++count) {
        sqlite3_stmt *statement = nullptr;
        const int code = sqlite3_prepare_v2(handle, tail, -1, &statement, &tail);
        const bool isEmpty = !statement;
        sqlite3_finalize(statement);
        if (code != SQLITE_OK || (count > 0 && !isEmpty))
            return sql;
        if (count == 0)
            end = tail - utf8.constData();
    }
    return QString::fromUtf8(utf8.first(end));
}

} // namespace

sqlite3_stmt *StatementCache::prepared(const QString &sql, QSqlError *error)
{
    if (m_latest && sql.constData() == m_latestText.constData() && sql.size() == m_latestText.size())
        return use(sql, *m_latest);
    if (const auto found = m_entries.find(sql); found != m_entries.end())
        return use(sql, found->second);
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool isPrepared = query.prepare(sql);
    // Only then is another try worth it: after a lock each of them waits again.
    if (!isPrepared && isTakenForTwo(query.lastError()))
        isPrepared = query.prepare(withoutTail(sql, nativeHandle(m_database)));
    if (!isPrepared) {
        *error = query.lastError();
        return nullptr;
    }
    if (m_entries.size() >= kCapacity)
        dropOldest();
    sqlite3_stmt *native = nativeStatement(query);
    return use(sql, m_entries.emplace(sql, Entry{std::move(query), native, 0}).first->second);
}

sqlite3_stmt *StatementCache::use(const QString &sql, Entry &entry)
{
    entry.lastUse = ++m_uses;
    m_latest = &entry;
    m_latestText = sql;
    return entry.native;
}

void StatementCache::clear()
{
    m_latest = nullptr;
    m_entries.clear();
}

void StatementCache::dropOldest()
{
    auto oldest = m_entries.begin();
    for (auto each = m_entries.begin(); each != m_entries.end(); ++each) {
        if (each->second.lastUse < oldest->second.lastUse)
            oldest = each;
    }
    if (&oldest->second == m_latest)
        m_latest = nullptr;
    m_entries.erase(oldest);
}

} // namespace relata::db
