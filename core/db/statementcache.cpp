#include "statementcache.h"

#include <QSqlError>
#include <QSqlResult>
#include <QVariant>

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
    if (const auto found = m_queries.find(sql); found != m_queries.end()) {
        m_order.removeOne(sql);
        m_order += sql;
        return nativeStatement(found.value());
    }
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql)) {
        *error = query.lastError();
        return nullptr;
    }
    if (m_order.size() >= kCapacity)
        m_queries.remove(m_order.takeFirst());
    m_order += sql;
    return nativeStatement(m_queries.insert(sql, std::move(query)).value());
}

void StatementCache::clear()
{
    m_queries.clear();
    m_order.clear();
}

} // namespace relata::db
