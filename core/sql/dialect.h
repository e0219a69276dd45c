#pragma once

#include <QString>
#include <QStringList>

namespace relata::sql {

/// A name in double quotes, its own double quotes doubled: safe for every name SQLite can have. For code that
/// writes for SQLite only; all other asks a Dialect.
QString quoted(const QString &name);

/// The names quoted and joined with ", ".
QString quotedList(const QStringList &names);

enum class Engine { Sqlite, Postgresql, Mariadb };

/// How an engine writes what the engines write differently. A value without state but its engine; any thread.
/// Values are `?` in all statements: db::Connection turns them into what its engine wants.
class Dialect
{
public:
    explicit Dialect(Engine engine = Engine::Sqlite) : m_engine(engine) {}

    Engine engine() const { return m_engine; }
    /// A name in the engine's quotes.
    QString quoted(const QString &name) const;
    QString quotedList(const QStringList &names) const;
    /// " LIMIT n OFFSET m" with a blank before it; a negative number is none. Empty where both are none.
    QString limit(qint64 limit, qint64 offset) const;
    /// The columns (quoted) compared with a list of that many keys of placeholders: "a" IN (?, ?).
    QString inKeys(const QStringList &columns, qsizetype keys) const;
    /// What stands after the table of an INSERT that gives no value.
    QString noValues() const;
    /// A column's type as this engine knows it, for a type in SQLite's words: VARCHAR needs a length on
    /// MariaDB, BLOB is BYTEA on PostgreSQL.
    QString columnType(const QString &type) const;
    /// What makes a single integer key number itself, after its type; empty on SQLite, where being the key
    /// is enough.
    QString numbersItself() const;
    /// The statement that lets foreign keys be broken until the transaction ends: on SQLite all of them, on
    /// PostgreSQL those that are DEFERRABLE. Empty on MariaDB, which checks each row at once.
    QString deferForeignKeys() const;
    /// Whether a foreign key can be DEFERRABLE.
    bool canDefer() const { return m_engine != Engine::Mariadb; }

    bool operator==(const Dialect &) const = default;

private:
    Engine m_engine;
};

} // namespace relata::sql
