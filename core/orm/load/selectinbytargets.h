#pragma once

#include "core/orm/load/loadowners.h"
#include "core/orm/load/loadtask.h"
#include "core/orm/load/objectsbykey.h"
#include "core/orm/plan/loadrequest.h"

namespace relata::orm {

class Loading;

/// A selectin load of a many-to-one by the keys of the targets, which the owners hold. It goes 500 different
/// keys at a time; the owners get their objects when all are read.
class SelectinByTargets final : public LoadTask
{
public:
    SelectinByTargets(Loading &loading, LoadOwners owners, const MappedRelationship &relationship,
                      LoadRequest following);

    /// Whether the relationship compares the target's key, and every owner has it in memory.
    static bool canLoad(const SessionCore &core, const QList<ObjectRef> &owners,
                        const MappedRelationship &relationship);

    base::Result<bool> step() override;

private:
    std::optional<quint32> addKey(ObjectRef owner);
    base::Done read(std::span<const quint32> chunk);
    void giveAll();

    Loading &m_loading;
    const LoadOwners m_owners;
    const MappedRelationship &m_relationship;
    const LoadRequest m_following;
    KeyIndex m_keys;
    std::vector<std::optional<quint32>> m_keyOfOwner; ///< nothing where it refers to nobody
    std::vector<quint32> m_sortedKeys;
    size_t m_next = 0;           ///< of the sorted keys
    ObjectsByKey::Lists m_lists; ///< by key
};

} // namespace relata::orm
