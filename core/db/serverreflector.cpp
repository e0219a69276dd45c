#include "serverreflector.h"

#include "core/db/connection.h"
#include "core/db/servercatalogs.h"
#include "core/schema/partids.h"

#include <QHash>

#include <algorithm>

namespace relata::db {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::RowPage;
using schema::ForeignKey;
using schema::Index;
using schema::Table;

namespace {

/// Reads a server's catalogs one after the other into a schema.
class ServerReflection
{
public:
    ServerReflection(Connection &connection, const base::Cause &cause)
        : m_connection(connection), m_cause(cause), m_catalogs(catalogsOf(connection.dialect().engine()))
    {
    }

    base::Result<schema::Schema> run()
    {
        using Add = void (ServerReflection::*)(const RowPage &, int);
        const std::pair<QString, Add> steps[] = {{m_catalogs.tables, &ServerReflection::addTable},
                                                 {m_catalogs.columns, &ServerReflection::addColumn},
                                                 {m_catalogs.constraints, &ServerReflection::addConstraint},
                                                 {m_catalogs.indexes, &ServerReflection::addIndex},
                                                 {m_catalogs.triggers, &ServerReflection::addTrigger}};
        for (const auto &[sql, add] : steps) {
            const auto rows = m_connection.select({sql, {}}, m_cause);
            if (!rows)
                return fail(rows.error());
            for (int row = 0; row < rows->rowCount(); ++row)
                (this->*add)(*rows, row);
        }
        for (Table &table : m_schema.tables)
            table.indexes.removeIf([&table](const Index &index) { return isBroughtByKey(table, index); });
        giveIds();
        m_schema.engine =
            m_connection.dialect().engine() == sql::Engine::Mariadb ? u"mariadb"_s : u"postgresql"_s;
        return m_schema;
    }

private:
    static QString text(const RowPage &rows, int row, int column)
    {
        const base::Value value = rows.value(row, column);
        return value.isNull() ? QString() : value.toText();
    }
    static bool isSet(const RowPage &rows, int row, int column)
    {
        return rows.value(row, column) == base::Value::integer(1);
    }
    /// MariaDB makes an index for a foreign key, named like the constraint or its first column.
    static bool isBroughtByKey(const Table &table, const Index &index)
    {
        return std::ranges::any_of(table.foreignKeys, [&index](const ForeignKey &key) {
            return !index.unique && index.columns == key.columns &&
                   (index.name == key.name || index.name == key.columns.first());
        });
    }
    /// Names are compared exactly: on a server "Post" may stand beside "post".
    Table *tableIn(const RowPage &rows, int row)
    {
        const auto found = m_places.constFind(text(rows, row, 0));
        return found == m_places.cend() ? nullptr : &m_schema.tables[*found];
    }

    void addTable(const RowPage &rows, int row)
    {
        Table table;
        table.name = text(rows, row, 0);
        table.kind = isSet(rows, row, 1) ? schema::TableKind::View : schema::TableKind::Table;
        m_places.insert(table.name, m_schema.tables.size());
        m_schema.tables += table;
    }

    void addColumn(const RowPage &rows, int row)
    {
        Table *table = tableIn(rows, row);
        if (!table)
            return;
        schema::Column column;
        column.name = text(rows, row, 1);
        column.type = text(rows, row, 2);
        column.nullable = isSet(rows, row, 3);
        if (const base::Value value = rows.value(row, 4); !value.isNull())
            column.defaultValue = value.toText();
        const QString generated = text(rows, row, 5);
        if (!generated.isEmpty())
            column.generated =
                generated == "STORED"_L1 ? schema::Generated::Stored : schema::Generated::Virtual;
        table->columns += column;
    }

    void addConstraint(const RowPage &rows, int row)
    {
        Table *table = tableIn(rows, row);
        if (!table)
            return;
        const QString name = text(rows, row, 1);
        const QString kind = text(rows, row, 2);
        const bool isFurther = m_constraint == QStringList{table->name, name, kind};
        m_constraint = {table->name, name, kind};
        const QString column = text(rows, row, 3);
        if (kind == "P"_L1) {
            table->primaryKey += column;
        } else if (kind == "U"_L1) {
            if (!isFurther)
                table->uniques += schema::Unique();
            table->uniques.last().columns += column;
        } else if (kind == "C"_L1) {
            if (!isFurther)
                table->checks += schema::Check{text(rows, row, 10)};
        } else {
            if (!isFurther)
                table->foreignKeys += foreignKeyIn(rows, row);
            table->foreignKeys.last().columns += column;
            table->foreignKeys.last().targetColumns += text(rows, row, 5);
        }
    }

    /// Without its columns.
    static ForeignKey foreignKeyIn(const RowPage &rows, int row)
    {
        ForeignKey key;
        key.name = text(rows, row, 1);
        key.table = text(rows, row, 4);
        key.onDelete = schema::actionFromWords(text(rows, row, 6));
        key.onUpdate = schema::actionFromWords(text(rows, row, 7));
        key.deferrable = isSet(rows, row, 8);
        key.initiallyDeferred = isSet(rows, row, 9);
        return key;
    }

    void addIndex(const RowPage &rows, int row)
    {
        Table *table = tableIn(rows, row);
        if (!table)
            return;
        const QString name = text(rows, row, 1);
        if (table->indexes.isEmpty() || table->indexes.last().name != name) {
            Index index;
            index.name = name;
            index.unique = isSet(rows, row, 2);
            index.partial = isSet(rows, row, 3);
            table->indexes += index;
        }
        table->indexes.last().columns += text(rows, row, 4);
    }

    void addTrigger(const RowPage &rows, int row)
    {
        if (Table *table = tableIn(rows, row))
            table->triggers += schema::Trigger{text(rows, row, 1)};
    }

    void giveIds()
    {
        int tables = 0;
        int links = 0;
        for (Table &table : m_schema.tables) {
            table.id = {++tables};
            schema::countPartIds(table);
            for (ForeignKey &key : table.foreignKeys)
                key.id = {++links};
        }
    }

    Connection &m_connection;
    const base::Cause m_cause;
    const ServerCatalogs &m_catalogs;
    schema::Schema m_schema;
    QHash<QString, qsizetype> m_places; ///< of the tables by their names
    QStringList m_constraint;           ///< whose row was the last
};

} // namespace

base::Result<schema::Schema> reflectServer(Connection &connection, const base::Cause &cause)
{
    return ServerReflection(connection, cause).run();
}

} // namespace relata::db
