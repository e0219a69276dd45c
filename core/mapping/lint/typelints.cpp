#include "typelints.h"

#include "core/mapping/lint/typewords.h"
#include "core/mapping/typefamily.h"
#include "core/schema/columntype.h"
#include "core/schema/junction.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Affinity;
using schema::Column;
using schema::Table;

namespace {

Fix typeFix(const Table &table, const Column &column, const QString &type)
{
    Column now = column;
    now.type = type;
    return tableFix(u"Make '%1.%2' %3"_s.arg(table.name, column.name, type),
                    schema::ChangeColumn{table.id, column.name, now});
}

/// What comes of a type that nobody knows.
QString hintOf(const TableLints &lints, const QString &type, const QString &meant)
{
    if (meant.isEmpty())
        return lints.isSqlite() ? u"SQLite takes any word, but keeps what looks like a number as a number."_s
                                : QString();
    const QString word =
        isPythonType(type) ? u"SQL's word for it is %1."_s.arg(meant) : u"Did you mean %1?"_s.arg(meant);
    const bool isSpoilt = lints.isSqlite() && schema::affinityOf(type) != Affinity::Text &&
                          schema::affinityOf(meant) == Affinity::Text;
    return isSpoilt ? word + u" SQLite takes it for a number and keeps the text '007' as 7."_s : word;
}

void lintType(TableLints &lints, const Table &table, const Column &column)
{
    // A server has types that people made: only what is meant for Python is surely none.
    const bool isOpen = lints.schema().engine == "postgresql"_L1;
    if (isOpen && !isPythonType(column.type))
        return;
    const QString meant = likelyType(column.type);
    lints.add(
        u"unknown-type"_s, Place{{}, {}, table.name, column.name, {}},
        u"'%1.%2' has the type %3, which is no type of SQL."_s.arg(table.name, column.name, column.type),
        hintOf(lints, column.type, meant),
        meant.isEmpty() ? QList<Fix>() : QList{typeFix(table, column, meant)});
}

bool isNumber(const QString &type)
{
    return sameTypeFamily(type, u"INTEGER"_s) || sameTypeFamily(type, u"NUMERIC"_s) ||
           sameTypeFamily(type, u"BOOLEAN"_s);
}

/// Whether values of two types compare. Text and what is none are the matter of tableRules().
bool canBeEqual(const QString &a, const QString &b)
{
    const bool isText = schema::affinityOf(a) == Affinity::Text;
    return sameTypeFamily(a, b) || isText || schema::affinityOf(b) == Affinity::Text ||
           (isNumber(a) && isNumber(b)) || !isKnownType(a) || !isKnownType(b);
}

} // namespace

void lintTypes(TableLints &lints)
{
    QHash<QString, bool> known; // Thousands of columns have few types.
    for (const Table *table : lints.tables()) {
        for (const Column &column : table->columns) {
            const auto found = known.constFind(column.type);
            const bool isKnown =
                found == known.cend() ? *known.insert(column.type, isKnownType(column.type)) : *found;
            if (!isKnown)
                lintType(lints, *table, column);
        }
    }
}

void lintKeyTypes(TableLints &lints)
{
    for (const Table *table : lints.tables()) {
        for (const schema::ForeignKey &key : table->foreignKeys) {
            const Table *target = lints.schema().table(key.table);
            if (!target || !schema::isResolved(lints.schema(), *table, key))
                continue;
            for (int i = 0; i < key.columns.size(); ++i) {
                const Column *child = table->column(key.columns[i]);
                const Column *parent = target->column(key.targetColumns[i]);
                if (canBeEqual(child->type, parent->type))
                    continue;
                lints.add(
                    u"key-type-differs"_s, Place{{}, {}, table->name, child->name, {}},
                    u"'%1.%2' is %3 but refers to '%4.%5', which is %6: a key has the type of what it refers to."_s
                        .arg(table->name, child->name, child->type, target->name, parent->name, parent->type),
                    {}, {typeFix(*table, *child, parent->type)});
            }
        }
    }
}

} // namespace relata::mapping
