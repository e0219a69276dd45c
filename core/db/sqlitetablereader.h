#pragma once

#include "core/db/connection.h"
#include "core/db/shownnames.h"
#include "core/schema/table.h"

namespace relata::db {

/// Reads one table of a SQLite schema after the other, by pragmas and, for what they leave out, from the
/// CREATE TABLE text.
class SqliteTableReader
{
public:
    /// `names` are those of the tables; they have to live as long as the reader.
    SqliteTableReader(Connection &connection, base::Cause cause, const ShownNames &names)
        : m_connection(connection), m_cause(std::move(cause)), m_names(names)
    {
    }

    /// Fills a table whose name and kind are set. `sql` is its CREATE text. Fails with the database's words
    /// where the table cannot be read; what was read until then stays.
    base::Done read(schema::Table &table, const QString &sql);

private:
    base::Done readColumns(schema::Table &table);
    base::Done readIndexes(schema::Table &table);
    base::Result<schema::Index> readIndexColumns(const base::Value &index);
    base::Done readIndexText(schema::Index &index);
    static bool comparesAsColumns(const schema::Table &table, const schema::Index &index);
    base::Done readForeignKeys(schema::Table &table);
    void readDeclarations(schema::Table &table, const QString &sql);
    void readUniques(schema::Table &table, const QList<schema::Unique> &declared);
    base::Done checkReadable(const schema::Table &table) const;
    base::Result<base::RowPage> pragma(const QString &name, const QString &of);

    Connection &m_connection;
    const base::Cause m_cause;
    const ShownNames &m_names;
    /// Of the table being read: the columns of its primary key's own index, if it has one.
    QStringList m_keyIndex;
};

} // namespace relata::db
