#include "selectinstrategy.h"

#include "core/orm/load/loading.h"
#include "core/orm/load/selectinbyowners.h"
#include "core/orm/load/selectinbytargets.h"

namespace relata::orm {

std::unique_ptr<LoadTask> SelectinStrategy::afterRows(const EagerLoad &load, const ObjectReader &reader)
{
    const LoadRequest following = load.followingRequest();
    if (load.planned.goesRound(following.followed, load.relationship))
        return nullptr;
    LoadOwners owners = reader.eagerOwners(load.place);
    if (load.planned.is(PlannedLoad::Trait::Endless))
        m_loading.stack().claim(owners, load.relationship);
    return taskFor(std::move(owners), load.relationship, following);
}

std::unique_ptr<LoadTask> SelectinStrategy::taskFor(LoadOwners owners, const MappedRelationship &relationship,
                                                    LoadRequest following) const
{
    if (owners.objects.isEmpty())
        return nullptr;
    if (SelectinByTargets::canLoad(m_loading.core(), owners.objects, relationship))
        return std::make_unique<SelectinByTargets>(m_loading, std::move(owners), relationship,
                                                   std::move(following));
    return std::make_unique<SelectinByOwners>(m_loading, std::move(owners), relationship,
                                              std::move(following));
}

} // namespace relata::orm
