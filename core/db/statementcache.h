#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>

#include <unordered_map>

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
    static constexpr size_t kCapacity = 64;

    struct Entry
    {
        QSqlQuery query;
        sqlite3_stmt *native = nullptr;
        quint64 lastUse = 0;
    };
    void dropOldest();
    sqlite3_stmt *use(const QString &sql, Entry &entry);

    QSqlDatabase m_database;
    std::unordered_map<QString, Entry> m_entries;
    quint64 m_uses = 0;
    // One row after another is written by the very same text, which then need not be hashed.
    QString m_latestText; ///< shares its characters with the text that was handed in
    Entry *m_latest = nullptr;
};

} // namespace relata::db
