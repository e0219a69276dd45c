#include "savedorder.h"

#include <algorithm>

namespace relata::ui {

using base::Record;
using base::RecordKey;

bool SavedOrder::mayHaveChanged(const QList<Record> &shown, const base::SaveReport &summary) const
{
    const base::RowScope &scope = m_loader.scope();
    const schema::Table *table = m_schema.table(scope.table);
    if (!table)
        return false;
    // What a view or a virtual table shows may come of any table.
    if (table->kind != schema::TableKind::Table || summary.changedByDatabase.contains(table->name))
        return true;
    if (scope.isRelationship() && touchesWay(summary.tables))
        return true;
    if (!summary.tables.contains(table->name))
        return false;
    if (!m_loader.filter().isEmpty())
        return true;
    QHash<RecordKey, Record> fresh;
    for (const Record &record : summary.refreshed)
        fresh.insert(record.key, record);
    return std::ranges::any_of(shown, [&](const Record &before) {
        const auto key = summary.newKeys.constFind(before.key);
        if (key == summary.newKeys.cend())
            return false;
        const auto now = fresh.constFind(*key);
        return *key != before.key || now == fresh.cend() || changesSorting(before, *now);
    });
}

/// Rows come into a relationship and leave it by the columns of its join, on either side and between.
bool SavedOrder::touchesWay(const QSet<QString> &tables) const
{
    const base::RowScope &scope = m_loader.scope();
    const mapping::Side *side = m_schema.relationship(scope.owner.table, scope.relationship);
    return !side || tables.contains(side->targetTable) || tables.contains(side->secondary) ||
           tables.contains(scope.owner.table);
}

bool SavedOrder::changesSorting(const Record &before, const Record &now) const
{
    if (m_loader.sortColumn().isNull())
        return false;
    const int column = m_schema.table(m_loader.scope().table)->columnIndex(m_loader.sortColumn());
    return before.values.value(column) != now.values.value(column);
}

} // namespace relata::ui
