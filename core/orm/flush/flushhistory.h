#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/flush/objectnumbers.h"

namespace relata::orm {

/// What has changed in the attributes of objects, as one flush sees it: the first answer holds to its end,
/// whatever the flush itself writes into keys and foreign keys. Belongs to the flush; lives in the session's
/// thread.
class FlushHistory
{
public:
    FlushHistory(const SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// The net change of a relationship. Fails where it cannot be loaded.
    /// @param reach what may be done to find out, the first time
    base::Result<RelatedHistory> of(ObjectRef object, const MappedRelationship &relationship,
                                    Reach reach = kInMemory);
    /// Whether a column that the relationship copies has another value than in the database.
    bool keysChanged(ObjectRef source, const MappedRelationship &relationship);

private:
    bool columnChanged(ObjectRef object, int column);

    const SessionCore &m_core;
    Attributes &m_attributes;
    std::vector<RelatedHistory> m_known;
    std::vector<ObjectNumbers> m_places;              ///< in m_known; by relationship, then by owner
    QHash<std::pair<ObjectRef, int>, bool> m_changed; ///< by object and column
};

} // namespace relata::orm
