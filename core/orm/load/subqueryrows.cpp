#include "subqueryrows.h"

namespace relata::orm {

void SubqueryRows::add(size_t place, const MappedRelationship &relationship, Send send)
{
    std::vector<int> columns;
    for (const mapping::ColumnIndex column : relationship.prop->localColumns)
        columns.push_back(column.column);
    const int count = int(columns.size());
    m_sides.push_back(std::unique_ptr<Side>(
        new Side{place, &relationship, std::move(send), std::move(columns), KeyIndex(count), false, {}}));
}

void SubqueryRows::expect(size_t place, std::span<const base::CellView> own)
{
    std::vector<base::CellView> key;
    for (const auto &side : m_sides) {
        if (side->place != place)
            continue;
        key.clear();
        for (const int column : side->columns)
            key.push_back(own[size_t(column)]);
        side->keys.add(key);
    }
}

void SubqueryRows::meet(size_t place, const ObjectInRow &met, std::span<const base::CellView> own)
{
    for (const auto &side : m_sides) {
        if (side->place != place)
            continue;
        const MappedRelationship &relationship = *side->relationship;
        const bool isGiven = (met.isWhole && met.isFirst) ||
                             !m_core.heap(met.object).isLoaded(met.object.row, relationship.slot);
        const bool isLookedAt = !met.isWhole && m_existing != LoadRequest::Existing::FillGaps;
        if (!isGiven && !isLookedAt)
            continue;
        if (!sendOnce(*side))
            return;
        if (!isGiven)
            continue;
        const auto key = side->keys.find(own, side->columns);
        const QList<ObjectRef> related = key ? side->lists[*key] : QList<ObjectRef>();
        if (!relationship.isCollection() && related.size() > 1)
            warnOfSeveral(m_core, relationship);
        setRelated(m_attributes, met.object, relationship, related);
    }
}

/// False where the SELECT, or one before it, has failed.
bool SubqueryRows::sendOnce(Side &side)
{
    if (m_done && !side.isSent) {
        side.isSent = true;
        auto lists = side.send(side.keys);
        if (lists)
            side.lists = std::move(*lists);
        else
            m_done = base::fail(lists.error());
    }
    return m_done.has_value();
}

} // namespace relata::orm
