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
    const schema::KeyClause &clause = table.keyClause;
    return start + u' ' + constraintText(clause.name) + u"PRIMARY KEY"_s +
           (isDescendingKey(table) ? u" DESC"_s : QString()) + conflictText(clause.onConflict) +
           (clause.autoincrement && !isDescendingKey(table) ? u" AUTOINCREMENT"_s : QString()) +
           columnText(plain).mid(start.size());
}

QString foreignKeyLine(const ForeignKey &key)
{
    return constraintText(key.name) + u"FOREIGN KEY (%1) "_s.arg(quotedList(key.columns)) +
           referencesText(key);
}

QString terms(const QStringList &columns, const QStringList &terms)
{
    return terms.size() == columns.size() ? terms.join(u", "_s) : quotedList(columns);
}

QString keyLine(const Table &table)
{
    const schema::KeyClause &clause = table.keyClause;
    return constraintText(clause.name) + u"PRIMARY KEY (%1)"_s.arg(terms(table.primaryKey, clause.terms)) +
           conflictText(clause.onConflict);
}

QString uniqueLine(const schema::Unique &unique)
{
    return constraintText(unique.name) + u"UNIQUE (%1)"_s.arg(terms(unique.columns, unique.terms)) +
           conflictText(unique.onConflict);
}

/// A comment to the end of the line; the parser reads it back.
QString commentText(const QString &comment)
{
    return comment.isEmpty() ? QString() : u" -- "_s + QString(comment).replace(u'\n', u' ');
}

/// What stands between the parentheses, a line each, with the comments of columns after their commas.
QString lines(const Table &table)
{
    QStringList all;
    for (const Column &column : table.columns)
        all += columnLine(table, column);
    if (!table.primaryKey.isEmpty() && !hasInlineKey(table))
        all += keyLine(table);
    for (const schema::Unique &unique : table.uniques)
        all += uniqueLine(unique);
    for (const ForeignKey &key : table.foreignKeys)
        all += foreignKeyLine(key);
    for (const schema::Check &check : table.checks)
        all += constraintText(check.name) + u"CHECK "_s + parenthesised(check.condition);
    QString text;
    for (qsizetype i = 0; i < all.size(); ++i) {
        text += u"\n    "_s + all[i] + (i + 1 < all.size() ? u","_s : QString());
        if (i < table.columns.size())
            text += commentText(table.columns[i].comment);
    }
    return text;
}

QString optionsText(const Table &table)
{
    QStringList options;
    if (table.withoutRowid)
        options += u"WITHOUT ROWID"_s;
    if (table.strict)
        options += u"STRICT"_s;
    return options.isEmpty() ? QString() : u' ' + options.join(u", "_s);
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
    QStringList statements = {u"CREATE TABLE %1 ("_s.arg(quoted(table.name)) + commentText(table.comment) +
                              lines(table) + u"\n)"_s + optionsText(table)};
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
    // Views and triggers are as they were written; a view that names what is not there is made, and is
    // broken.
    for (const TableKind kind : {TableKind::Virtual, TableKind::View}) {
        for (const Table &table : schema.tables) {
            if (table.kind == kind && !table.sql.isEmpty())
                statements += table.sql;
        }
    }
    for (const Table &table : schema.tables)
        statements += createTriggers(table);
    return statements;
}

QStringList createTriggers(const Table &table)
{
    QStringList statements;
    for (const schema::Trigger &trigger : table.triggers) {
        if (!trigger.sql.isEmpty())
            statements += trigger.sql;
    }
    return statements;
}

} // namespace relata::sql
