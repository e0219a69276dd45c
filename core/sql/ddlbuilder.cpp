#include "ddlbuilder.h"

#include "core/sql/dialect.h"
#include "core/sql/schemadifferencetext.h"

#include <QSet>

namespace relata::sql {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::ForeignKey;
using schema::Schema;
using schema::Table;
using schema::TableKind;

namespace {

/// True where the key belongs into its column's line: the rowid's own column, and the INTEGER PRIMARY KEY
/// DESC that is not the rowid.
bool hasInlineKey(const Table &table)
{
    if (table.withoutRowid || table.primaryKey.size() != 1)
        return false;
    const Column *key = table.column(table.primaryKey.first());
    return key && schema::sameName(key->type, u"INTEGER"_s);
}

/// SQLite makes every single INTEGER PRIMARY KEY the rowid but one that is declared descending.
bool isDescendingKey(const Table &table)
{
    return table.rowidAlias.isEmpty() && !table.rowidName.isEmpty();
}

QString columnLine(const Table &table, const Column &column)
{
    if (!hasInlineKey(table) || !schema::sameName(table.primaryKey.first(), column.name))
        return columnText(column);
    Column plain = column;
    plain.nullable =
        column.nullable || !isDescendingKey(table); // The rowid is never NULL: no need to say so.
    const QString start = quoted(column.name) + u' ' + column.type;
    return start + u" PRIMARY KEY"_s + (isDescendingKey(table) ? u" DESC"_s : QString()) +
           columnText(plain).mid(start.size());
}

QString foreignKeyLine(const ForeignKey &key)
{
    const QString name = key.name.isEmpty() ? QString() : u"CONSTRAINT %1 "_s.arg(quoted(key.name));
    return name + u"FOREIGN KEY (%1) "_s.arg(quotedList(key.columns)) + referencesText(key);
}

QStringList lines(const Table &table)
{
    QStringList all;
    for (const Column &column : table.columns)
        all += columnLine(table, column);
    if (!table.primaryKey.isEmpty() && !hasInlineKey(table))
        all += u"PRIMARY KEY (%1)"_s.arg(quotedList(table.primaryKey));
    for (const QStringList &unique : table.uniques)
        all += u"UNIQUE (%1)"_s.arg(quotedList(unique));
    for (const ForeignKey &key : table.foreignKeys)
        all += foreignKeyLine(key);
    for (const QString &check : table.checks)
        all += u"CHECK "_s + parenthesised(check);
    return all;
}

/// Puts tables into an order in which parents come first, as far as there is one.
class ParentsFirst
{
public:
    explicit ParentsFirst(const Schema &schema) : m_schema(schema) {}

    QList<const Table *> run()
    {
        for (const Table &table : m_schema.tables)
            visit(table);
        return m_order;
    }

private:
    void visit(const Table &table)
    {
        if (table.kind != TableKind::Table || m_seen.contains(&table))
            return;
        m_seen += &table;
        for (const ForeignKey &key : table.foreignKeys) {
            if (const Table *parent = m_schema.table(key.table))
                visit(*parent);
        }
        m_order += &table;
    }

    const Schema &m_schema;
    QSet<const Table *> m_seen;
    QList<const Table *> m_order;
};

} // namespace

QStringList createTable(const Table &table)
{
    if (table.kind != TableKind::Table)
        return {};
    QStringList statements = {u"CREATE TABLE %1 (\n    "_s.arg(quoted(table.name)) +
                              lines(table).join(u",\n    "_s) + u"\n)"_s +
                              (table.withoutRowid ? u" WITHOUT ROWID"_s : QString())};
    for (const schema::Index &index : table.indexes) {
        if (const QString text = indexText(table.name, index); !text.isEmpty())
            statements += text;
    }
    return statements;
}

QStringList createSchema(const Schema &schema)
{
    QStringList statements;
    const QList<const Table *> order = ParentsFirst(schema).run();
    for (const Table *table : order)
        statements += createTable(*table);
    return statements;
}

} // namespace relata::sql
