#include "plannedentity.h"

#include <algorithm>

namespace relata::orm {

using mapping::Lazy;

bool PlannedLoad::goesRound(const QList<int> &followed, const MappedRelationship &mapped) const
{
    const qsizetype forgotten = followed.count(relationship) - path.count(relationship);
    return !is(Trait::Endless) && forgotten > std::max(1, mapped.prop->joinDepth) + 1;
}

void PlannedEntity::makeLazy(const MappedRelationship &relationship, Lazy strategy)
{
    if (strategy == lazyWithoutOwner(relationship.prop->lazy))
        resets += relationship.index;
    else
        ownStrategies.push_back({relationship.index, strategy});
}

int PlannedEntity::firstUnloadable() const
{
    int found = unloadable;
    for (const PlannedLoad &load : loads) {
        if (found < 0 && load.target)
            found = load.target->firstUnloadable();
    }
    return found;
}

bool PlannedEntity::hasJoins() const
{
    return std::ranges::any_of(loads, [](const PlannedLoad &load) {
        return load.target && (!load.is(PlannedLoad::Trait::FromQueryJoin) || load.target->hasJoins());
    });
}

bool PlannedEntity::hasSubqueries() const
{
    return std::ranges::any_of(loads, [](const PlannedLoad &load) {
        return load.strategy == Lazy::Subquery || (load.target && load.target->hasSubqueries());
    });
}

bool PlannedEntity::hasJoinedCollection(const MapperRegistry &registry) const
{
    if (stopsCollection)
        return true;
    return std::ranges::any_of(loads, [&](const PlannedLoad &load) {
        return load.strategy == Lazy::Joined && load.target &&
               (registry.relationship(load.relationship).isCollection() ||
                load.target->hasJoinedCollection(registry));
    });
}

Lazy lazyWithoutOwner(Lazy configured)
{
    switch (configured) {
    case Lazy::Joined:
    case Lazy::Subquery:
    case Lazy::Selectin:
    case Lazy::Immediate:
        return Lazy::Select;
    default:
        return configured;
    }
}

} // namespace relata::orm
