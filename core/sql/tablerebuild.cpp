#include "tablerebuild.h"

#include "core/schema/conditiontext.h"
#include "core/sql/ddlbuilder.h"
#include "core/sql/dialect.h"
#include "core/sql/schemadifferencetext.h"

#include <algorithm>

namespace relata::sql {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::Generated;
using schema::Index;
using schema::Table;

namespace {

QString literal(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u"''"_s) + u'\'';
}

/// What the copy reads of a column. A NULL that the new column refuses gives way to its default.
QString sourceOf(const Column &before, const Column &after)
{
    const QString name = quoted(before.name);
    if (after.nullable || !before.nullable || !after.defaultValue)
        return name;
    return u"coalesce(%1, %2)"_s.arg(name, *after.defaultValue);
}

/// @param aside what the old table is called meanwhile
QString copyRows(const Table &before, const Table &after, const QString &aside)
{
    QStringList into;
    QStringList from;
    for (const Column &column : after.columns) {
        const Column *source = before.column(column.name);
        if (!source || (column.generated != Generated::No && !column.expression.isEmpty()))
            continue;
        into += quoted(column.name);
        from += sourceOf(*source, column);
    }
    if (into.isEmpty())
        return {};
    return u"INSERT OR ROLLBACK INTO %1 (%2)\nSELECT %3\n  FROM %4"_s.arg(
        quoted(after.name), into.join(u", "_s), from.join(u", "_s), quoted(aside));
}

/// A trigger whose text names a column that goes would make every statement fail that fires it.
bool canBeMadeAgain(const schema::Trigger &trigger, const Table &before, const Table &after)
{
    return !trigger.sql.isEmpty() && std::ranges::none_of(before.columns, [&](const Column &column) {
        return !after.column(column.name) && schema::mentionsColumn(trigger.sql, column.name);
    });
}

QStringList triggersAgain(Table before, const Table &after)
{
    before.triggers.removeIf(
        [&](const schema::Trigger &trigger) { return !canBeMadeAgain(trigger, before, after); });
    return createTriggers(before);
}

/// Numbers that were given once are not given again in the new table either.
QStringList keepCounter(const Table &before, const Table &after, const QString &aside)
{
    if (!before.keyClause.autoincrement || !after.keyClause.autoincrement)
        return {};
    const QString fresh = literal(after.name);
    return {
        u"DELETE FROM sqlite_sequence WHERE name = %1 AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %2)"_s
            .arg(fresh, literal(aside)),
        u"INSERT INTO sqlite_sequence (name, seq) SELECT %1, seq FROM sqlite_sequence WHERE name = %2"_s.arg(
            fresh, literal(aside))};
}

/// A comment line for each thing that the old table takes with it.
QString losses(const Table &before, const Table &after)
{
    QStringList lost;
    for (const schema::Trigger &trigger : before.triggers) {
        if (!canBeMadeAgain(trigger, before, after))
            lost += u"-- Create this trigger again afterwards: "_s + trigger.name;
    }
    for (const Index &index : after.indexes) {
        if (indexText(after.name, index).isEmpty())
            lost += u"-- Create this index again afterwards: "_s + index.name;
    }
    for (const Column &column : after.columns) {
        if (column.generated != Generated::No && column.expression.isEmpty())
            lost += u"-- This column keeps its values but is not generated any more: "_s + column.name;
    }
    for (const Column &column : before.columns) {
        const bool isKept = std::ranges::any_of(after.columns, [&column](const Column &each) {
            return each.id == column.id || schema::sameName(each.name, column.name);
        });
        if (!isKept)
            lost += u"-- What stands in this column goes with it: "_s + column.name;
    }
    for (QString &line : lost)
        line.replace(u'\n', u' ');
    return lost.isEmpty() ? QString() : lost.join(u'\n') + u'\n';
}

} // namespace

QStringList rebuildTable(const Table &before, const Table &after)
{
    const QString aside = u"relata_before_"_s + before.name;
    Table fresh = after;
    fresh.indexes.clear();
    QStringList statements = {u"ALTER TABLE %1 RENAME TO %2"_s.arg(quoted(before.name), quoted(aside))};
    statements += createTable(fresh);
    if (const QString copy = copyRows(before, after, aside); !copy.isEmpty())
        statements += copy;
    statements += keepCounter(before, after, aside);
    statements += losses(before, after) + u"DROP TABLE "_s + quoted(aside);
    for (const Index &index : after.indexes) {
        if (const QString text = indexText(after.name, index); !text.isEmpty())
            statements += text;
    }
    return statements + triggersAgain(before, after);
}

} // namespace relata::sql
