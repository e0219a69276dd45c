#pragma once

#include "core/orm/load/loadtask.h"
#include "core/orm/load/ownersbykey.h"
#include "core/orm/plan/loadrequest.h"

namespace relata::orm {

class Loading;

/// A selectin load by the owners' keys: in the targets' foreign key, or by a JOIN from the owners. Owners get
/// their objects when what is behind those has been loaded, 500 owners at a time.
class SelectinByOwners final : public LoadTask
{
public:
    SelectinByOwners(Loading &loading, LoadOwners owners, const MappedRelationship &relationship,
                     LoadRequest behind);

    base::Result<bool> step() override;

private:
    void giveLastChunk();
    base::Done read(std::span<const ObjectRef> chunk);

    Loading &m_loading;
    const LoadOwners m_owners;
    const MappedRelationship &m_relationship;
    const LoadRequest m_behind;
    size_t m_next = 0;                  ///< of the owners
    std::optional<OwnersByKey> m_chunk; ///< that has been read and has not got its objects
    ObjectsByKey::Lists m_lists;        ///< its objects
};

} // namespace relata::orm
