#pragma once

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>

struct sqlite3_stmt;

namespace relata::db {

/// Prepared statements by their text, the least recently used one dropped first. QtSql owns them. Every
/// statement it hands out must be reset after use. Lives in its connection's thread.
class StatementCache
{
public:
    explicit StatementCache(const QSqlDatabase &database) : m_database(database) {}

    /// The prepared statement for the text, or null where it cannot be prepared; `error` then tells why. It
    /// lives until the next call.
    sqlite3_stmt *prepared(const QString &sql, QSqlError *error);
    void clear();

private:
    static constexpr qsizetype kCapacity = 64;

    QSqlDatabase m_database;
    QHash<QString, QSqlQuery> m_queries;
    QStringList m_order; ///< least recently used first
};

} // namespace relata::db
