#include "statementcache.h"

#include <QSqlError>
#include <QSqlResult>
#include <QVariant>

#include <algorithm>

namespace relata::db {

namespace {

sqlite3_stmt *nativeStatement(const QSqlQuery &query)
{
    const QVariant handle = query.result()->handle();
    return handle.isValid() ? *static_cast<sqlite3_stmt *const *>(handle.constData()) : nullptr;
}

} // namespace

sqlite3_stmt *StatementCache::prepared(const QString &sql, QSqlError *error)
{
    if (const auto found = m_entries.find(sql); found != m_entries.end()) {
        found->second.lastUse = ++m_uses;
        return found->second.native;
    }
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql)) {
        *error = query.lastError();
        return nullptr;
    }
    if (m_entries.size() >= kCapacity)
        dropOldest();
    sqlite3_stmt *native = nativeStatement(query);
    m_entries.emplace(sql, Entry{std::move(query), native, ++m_uses});
    return native;
}

void StatementCache::dropOldest()
{
    auto oldest = m_entries.begin();
    for (auto each = m_entries.begin(); each != m_entries.end(); ++each) {
        if (each->second.lastUse < oldest->second.lastUse)
            oldest = each;
    }
    m_entries.erase(oldest);
}

} // namespace relata::db
