#include "entityplanner.h"

namespace relata::orm {

using mapping::Lazy;
using Trait = PlannedLoad::Trait;

namespace {

/// Whether a path of relationships that ends at the class `last` touches the class `wanted`.
bool touches(const MapperRegistry &registry, const QList<int> &path, int last, int wanted)
{
    if (last == wanted)
        return true;
    for (const int each : path) {
        const auto *prop = registry.relationship(each).prop;
        if (prop->owner == wanted || prop->target == wanted)
            return true;
    }
    return false;
}

/// A recursive option without an end would make paths as long as chains of rows are. They stay at the second
/// round, because from there on every round is the same.
QList<int> nextPath(const QList<int> &path, int relationship, const LoadOption *option)
{
    if (option && option->recursionDepth < 0 && path.size() > option->path.size())
        return path;
    return path + QList{relationship};
}

bool isLoadedWhenRead(Lazy lazy)
{
    return lazy == Lazy::Select || lazy == Lazy::Raise || lazy == Lazy::RaiseOnSql;
}

} // namespace

std::shared_ptr<PlannedEntity> EntityPlanner::plan(int mapper, const QList<int> &path,
                                                   const QList<int> &localPath) const
{
    auto entity = std::make_shared<PlannedEntity>();
    entity->mapper = mapper;
    entity->path = path;
    entity->localPath = localPath;
    for (const int index : m_registry.mapper(mapper).relationships)
        add(*entity, m_registry.relationship(index));
    return entity;
}

void EntityPlanner::add(PlannedEntity &entity, const MappedRelationship &relationship) const
{
    const LoadOption *option = m_options ? m_options->find(entity.path, relationship.index) : nullptr;
    // A query is not loaded with its owner, unless an option insists.
    if (relationship.isQueryOnly() &&
        (!option || isLoadedWhenRead(option->strategy) || option->strategy == Lazy::Noload))
        return;
    PlannedLoad load;
    load.relationship = relationship.index;
    load.strategy = option ? option->strategy : relationship.prop->lazy;
    load.traits.setFlag(Trait::Endless, option && option->recursionDepth < 0);
    if (option && option->kind == LoadOption::Kind::ContainsEager) {
        load.traits |= Trait::FromQueryJoin;
        load.strategy = Lazy::Joined;
    }
    if (isLoadedWhenRead(load.strategy))
        entity.makeLazy(relationship, load.strategy);
    else
        addEager(entity, std::move(load), option);
}

void EntityPlanner::addEager(PlannedEntity &entity, PlannedLoad load, const LoadOption *option) const
{
    const MappedRelationship &relationship = m_registry.relationship(load.relationship);
    const bool isJoined = load.strategy == Lazy::Joined;
    const bool isNamed = option && !option->everyRelationship;
    if (isJoined && relationship.isQueryOnly())
        entity.unloadable = load.relationship;
    if (load.strategy != Lazy::Noload && !isNamed && goesInCircle(entity, load)) {
        if (isJoined) {
            entity.makeLazy(relationship, Lazy::Select);
            entity.stopsCollection = entity.stopsCollection || relationship.isCollection();
        }
        if (load.strategy != Lazy::Immediate && (isJoined || m_circles == Circles::StopAll))
            return;
        load.traits |= Trait::Reentrant;
    }
    if (relationship.isQueryOnly() && load.strategy != Lazy::Immediate)
        entity.unloadable = load.relationship;
    load.path = nextPath(entity.path, load.relationship, option);
    if (isJoined)
        load.target = plan(relationship.prop->target, load.path, entity.localPath + QList{load.relationship});
    entity.loads.push_back(std::move(load));
}

/// Joins look only at their own statement.
bool EntityPlanner::goesInCircle(const PlannedEntity &entity, const PlannedLoad &load) const
{
    const auto &prop = *m_registry.relationship(load.relationship).prop;
    const QList<int> &path = load.strategy == Lazy::Joined ? entity.localPath : entity.path;
    return prop.joinDepth > 0 ? path.size() + 1 > prop.joinDepth
                              : touches(m_registry, path, entity.mapper, prop.target);
}

} // namespace relata::orm
