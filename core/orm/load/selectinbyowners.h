#pragma once

#include "core/orm/load/loadtask.h"
#include "core/orm/load/ownersbykey.h"
#include "core/orm/plan/loadrequest.h"

namespace relata::orm {

class Loading;

/// A selectin load by the owners' keys: in the targets' foreign key, or by a JOIN from the owners. It goes
/// 500 owners at a time; they get their objects when everything that follows from those is loaded.
class SelectinByOwners final : public LoadTask
{
public:
    SelectinByOwners(Loading &loading, LoadOwners owners, const MappedRelationship &relationship,
                     LoadRequest following);

    base::Result<bool> step() override;

private:
    void giveLastChunk();
    base::Done read(std::span<const ObjectRef> chunk);

    Loading &m_loading;
    const LoadOwners m_owners;
    const MappedRelationship &m_relationship;
    const LoadRequest m_following;
    size_t m_next = 0;                  ///< of the owners
    std::optional<OwnersByKey> m_chunk; ///< the owners that have not got their objects yet
    ObjectsByKey::Lists m_lists;        ///< the objects for them
};

} // namespace relata::orm
