#include "flushhistory.h"

#include <algorithm>

namespace relata::orm {

using base::fail;
using base::Result;

Result<RelatedHistory> FlushHistory::of(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    if (m_places.size() <= size_t(relationship.index))
        m_places.resize(size_t(relationship.index) + 1);
    ObjectNumbers &places = m_places[size_t(relationship.index)];
    if (const int place = places.of(object); place != ObjectNumbers::kNone)
        return m_known[size_t(place)];
    auto found = m_attributes.history(object, relationship, reach);
    if (found) {
        places.set(object, int(m_known.size()));
        m_known.push_back(*found);
    }
    return found;
}

bool FlushHistory::keysChanged(ObjectRef source, const MappedRelationship &relationship)
{
    return std::ranges::any_of(relationship.prop->synchronizePairs, [&](const mapping::SyncPair &pair) {
        return pair.source.table == m_core.mapper(source).mapped->table &&
               columnChanged(source, pair.source.column);
    });
}

bool FlushHistory::columnChanged(ObjectRef object, int column)
{
    if (!m_core.has(object, HasKey))
        return false; // The database has nothing of a new object that could have changed.
    const std::pair<ObjectRef, int> place{object, column};
    if (const auto known = m_changed.constFind(place); known != m_changed.constEnd())
        return *known;
    const bool changed = m_attributes.columnHistory(object, column).removed.has_value();
    m_changed.insert(place, changed);
    return changed;
}

} // namespace relata::orm
