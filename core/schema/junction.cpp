#include "junction.h"

#include <algorithm>

namespace relata::schema {

namespace {

bool sameEnds(const ForeignKey &a, const ForeignKey &b)
{
    return sameName(a.table, b.table) && a.columns == b.columns && a.targetColumns == b.targetColumns;
}

bool isParent(const Schema &schema, const Table &table)
{
    return std::any_of(schema.tables.cbegin(), schema.tables.cend(), [&table](const Table &other) {
        return std::any_of(other.foreignKeys.cbegin(), other.foreignKeys.cend(),
                           [&table](const ForeignKey &key) { return sameName(key.table, table.name); });
    });
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
    for (const ForeignKey &key : table.foreignKeys) {
        const auto same = [&key](const ForeignKey &other) { return sameEnds(key, other); };
        if (isResolved(schema, table, key) && std::none_of(usable.cbegin(), usable.cend(), same))
            usable += key;
    }
    return usable;
}

bool isPureJunction(const Schema &schema, const Table &table)
{
    if (table.kind != TableKind::Table)
        return false;
    const QList<ForeignKey> keys = usableForeignKeys(schema, table);
    if (keys.size() != 2 || table.foreignKeys.size() != 2)
        return false;
    const bool onlyKeys =
        std::all_of(table.columns.cbegin(), table.columns.cend(),
                    [&table](const Column &column) { return table.isInForeignKey(column.name); });
    const bool manyOnBothSides = !table.isUnique(keys[0].columns) && !table.isUnique(keys[1].columns);
    return onlyKeys && manyOnBothSides && !isParent(schema, table);
}

} // namespace relata::schema
