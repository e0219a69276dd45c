#include "ownersbykey.h"

namespace relata::orm {

OwnersByKey::OwnersByKey(const SessionCore &core, std::span<const ObjectRef> owners,
                         const MappedRelationship &relationship)
    : m_owners(owners),
      m_relationship(relationship),
      m_keys(int(core.registry.mapper(relationship.prop->owner).keyColumns.size()))
{
    std::vector<base::CellView> key;
    for (const ObjectRef owner : owners) {
        key.clear();
        for (int part = 0; part < m_keys.columnCount(); ++part)
            key.push_back(core.heap(owner).keys().view(owner.row, part));
        m_keyOfOwner.push_back(m_keys.add(key));
    }
}

void OwnersByKey::give(SessionCore &core, Attributes &attributes, const LoadOwners &owners,
                       const ObjectsByKey::Lists &lists) const
{
    for (size_t i = 0; i < m_owners.size(); ++i)
        owners.give(core, attributes, m_owners[i], m_relationship, lists[m_keyOfOwner[i]]);
}

} // namespace relata::orm
