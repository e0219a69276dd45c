#pragma once

#include "core/orm/load/loadowners.h"
#include "core/orm/load/objectsbykey.h"

namespace relata::orm {

/// Some owners and their identity keys, by which the rows of a statement find them. The owners must outlive
/// it.
class OwnersByKey
{
public:
    OwnersByKey(const SessionCore &core, std::span<const ObjectRef> owners,
                const MappedRelationship &relationship);

    /// Each key once: owners can share one.
    const KeyIndex &keys() const { return m_keys; }
    /// Gives every owner the objects of its key.
    void give(SessionCore &core, Attributes &attributes, const LoadOwners &owners,
              const ObjectsByKey::Lists &lists) const;

private:
    std::span<const ObjectRef> m_owners;
    const MappedRelationship &m_relationship;
    KeyIndex m_keys;
    std::vector<quint32> m_keyOfOwner;
};

} // namespace relata::orm
