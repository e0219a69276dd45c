#include "junction.h"

#include <algorithm>

namespace relata::schema {

namespace {

/// The same text for foreign keys that link the same columns.
QString endsOf(const ForeignKey &key)
{
    const QChar comma(0x1f);
    return nameKey(key.table) + comma + nameKey(key.columns.join(comma)) + comma + comma +
           nameKey(key.targetColumns.join(comma));
}

} // namespace

bool isResolved(const Schema &schema, const Table &owner, const ForeignKey &key)
{
    const Table *target = schema.table(key.table);
    if (!target || target->kind != TableKind::Table || owner.kind != TableKind::Table)
        return false;
    if (key.columns.isEmpty() || key.columns.size() != key.targetColumns.size())
        return false;
    const auto has = [](const Table &table) {
        return [&table](const QString &name) { return table.columnIndex(name) >= 0; };
    };
    return std::all_of(key.columns.cbegin(), key.columns.cend(), has(owner)) &&
           std::all_of(key.targetColumns.cbegin(), key.targetColumns.cend(), has(*target));
}

QList<ForeignKey> usableForeignKeys(const Schema &schema, const Table &table)
{
    QList<ForeignKey> usable;
    QSet<QString> seen;
    for (const ForeignKey &key : table.foreignKeys) {
        const QString ends = endsOf(key);
        if (seen.contains(ends) || !isResolved(schema, table, key))
            continue;
        seen += ends;
        usable += key;
    }
    return usable;
}

QSet<QString> parentTables(const Schema &schema)
{
    QSet<QString> parents;
    for (const Table &table : schema.tables) {
        for (const ForeignKey &key : table.foreignKeys)
            parents += nameKey(key.table);
    }
    return parents;
}

bool isPureJunction(const Schema &schema, const Table &table)
{
    return isPureJunction(schema, table, parentTables(schema));
}

bool isPureJunction(const Schema &schema, const Table &table, const QSet<QString> &parents)
{
    if (parents.contains(nameKey(table.name)))
        return false;
    if (table.kind != TableKind::Table || table.foreignKeys.size() != 2)
        return false;
    const QList<ForeignKey> keys = usableForeignKeys(schema, table);
    if (keys.size() != 2)
        return false;
    const bool onlyKeys =
        std::all_of(table.columns.cbegin(), table.columns.cend(),
                    [&table](const Column &column) { return table.isInForeignKey(column.name); });
    const auto ownsOne = [](const ForeignKey &key, const ForeignKey &other) {
        return std::any_of(key.columns.cbegin(), key.columns.cend(), [&other](const QString &column) {
            return indexOfName(other.columns, column) < 0;
        });
    };
    if (!ownsOne(keys[0], keys[1]) || !ownsOne(keys[1], keys[0]))
        return false;
    const bool manyOnBothSides = !table.isUnique(keys[0].columns) && !table.isUnique(keys[1].columns);
    return onlyKeys && manyOnBothSides;
}

} // namespace relata::schema
