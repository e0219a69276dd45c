#include "createtables.h"

#include "core/schema/columntype.h"
#include "core/sql/ddlbuilder.h"
#include "core/sql/schemadifferencetext.h"

#include <algorithm>

namespace relata::sql {

using namespace Qt::StringLiterals;
using schema::Action;
using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Table;

namespace {

/// Whether a key, a UNIQUE or an index needs the column's values to be of limited length.
bool isIndexed(const Table &table, const QString &column)
{
    const auto holds = [&](const auto &key) { return schema::indexOfName(key.columns, column) >= 0; };
    return table.isInPrimaryKey(column) || table.isInForeignKey(column) ||
           std::ranges::any_of(table.uniques, holds) || std::ranges::any_of(table.indexes, holds);
}

QString typeOf(const Table &table, const Column &column, const Dialect &dialect)
{
    const QString upper = column.type.toUpper();
    if (dialect.engine() == Engine::Mariadb && !isIndexed(table, column.name)) {
        if (upper == "TEXT"_L1)
            return u"LONGTEXT"_s;
        if (upper == "BLOB"_L1)
            return u"LONGBLOB"_s;
    }
    return dialect.columnType(column.type);
}

QString columnLineOf(const Table &table, const Column &column, const Dialect &dialect)
{
    const bool isNumbered = column.name == selfNumberedColumn(table);
    return dialect.quoted(column.name) + u' ' + typeOf(table, column, dialect) +
           (isNumbered ? dialect.numbersItself() : QString()) + (column.nullable ? u""_s : u" NOT NULL"_s) +
           defaultText(column);
}

QString tableText(const Table &table, const Dialect &dialect)
{
    QStringList lines;
    for (const Column &column : table.columns)
        lines += columnLineOf(table, column, dialect);
    if (!table.primaryKey.isEmpty())
        lines += u"PRIMARY KEY (%1)"_s.arg(dialect.quotedList(table.primaryKey));
    for (const schema::Unique &unique : table.uniques)
        lines += u"UNIQUE (%1)"_s.arg(dialect.quotedList(unique.columns));
    for (const schema::Check &check : table.checks)
        lines += u"CHECK "_s + parenthesised(check.condition);
    return u"CREATE TABLE %1 (\n    "_s.arg(dialect.quoted(table.name)) + lines.join(u",\n    "_s) + u"\n)"_s;
}

QString foreignKeyText(const QString &table, const ForeignKey &key, const Dialect &dialect)
{
    QString text = u"ALTER TABLE %1 ADD "_s.arg(dialect.quoted(table));
    if (!key.name.isEmpty())
        text += u"CONSTRAINT %1 "_s.arg(dialect.quoted(key.name));
    text +=
        u"FOREIGN KEY (%1) REFERENCES %2"_s.arg(dialect.quotedList(key.columns), dialect.quoted(key.table));
    if (!key.targetColumns.isEmpty())
        text += u" (%1)"_s.arg(dialect.quotedList(key.targetColumns));
    if (key.onDelete != Action::NoAction)
        text += u" ON DELETE "_s + schema::actionWords(key.onDelete);
    if (key.onUpdate != Action::NoAction)
        text += u" ON UPDATE "_s + schema::actionWords(key.onUpdate);
    if (key.deferrable && dialect.canDefer())
        text += key.initiallyDeferred ? u" DEFERRABLE INITIALLY DEFERRED"_s : u" DEFERRABLE"_s;
    return text;
}

bool hasExpression(const Index &index)
{
    return std::ranges::any_of(index.columns, &QString::isNull);
}

/// leftOutOf() tells of the others.
QStringList indexTexts(const Table &table, const Dialect &dialect)
{
    QStringList texts;
    for (const Index &index : table.indexes) {
        if (!hasExpression(index) && !index.partial)
            texts += u"CREATE %1INDEX %2 ON %3 (%4)"_s.arg(
                index.unique ? u"UNIQUE "_s : u""_s, dialect.quoted(index.name), dialect.quoted(table.name),
                dialect.quotedList(index.columns));
    }
    return texts;
}

} // namespace

QStringList createTables(const QList<Table> &tables, const Dialect &dialect)
{
    QStringList statements;
    QStringList links;
    for (const Table &table : tables) {
        if (table.kind != schema::TableKind::Table)
            continue;
        if (dialect.engine() == Engine::Sqlite) {
            statements += createTable(table);
            continue;
        }
        statements += tableText(table, dialect);
        statements += indexTexts(table, dialect);
        for (const ForeignKey &key : table.foreignKeys)
            links += foreignKeyText(table.name, key, dialect);
    }
    return statements + links;
}

QStringList leftOutOf(const QList<Table> &tables)
{
    QStringList sentences;
    for (const Table &table : tables) {
        for (const Index &index : table.indexes) {
            if (!hasExpression(index) && !index.partial)
                continue;
            const QString kind = index.unique ? u"unique index"_s : u"index"_s;
            const QString why = index.partial ? u"is for a part of the rows only"_s : u"has an expression"_s;
            sentences +=
                u"The %1 '%2' of '%3' was not created: it %4, of which the schema does not have the text. "
                "Create it by hand."_s.arg(kind, index.name, table.name, why);
        }
    }
    return sentences;
}

QString selfNumberedColumn(const Table &table)
{
    if (table.primaryKey.size() != 1)
        return {};
    const Column *key = table.column(table.primaryKey.first());
    if (!key || table.isInForeignKey(key->name) || key->defaultValue)
        return {};
    return schema::affinityOf(key->type) == schema::Affinity::Integer ? key->name : QString();
}

} // namespace relata::sql
