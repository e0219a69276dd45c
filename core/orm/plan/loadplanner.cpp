#include "loadplanner.h"

#include "core/orm/plan/entityplanner.h"

namespace relata::orm {

using mapping::Lazy;
using Trait = PlannedLoad::Trait;

namespace {

LoadStep::Count statementsFor(Lazy strategy)
{
    switch (strategy) {
    case Lazy::Joined:
        return LoadStep::Count::None;
    case Lazy::Selectin:
        return LoadStep::Count::OncePerKeys;
    case Lazy::Immediate:
        return LoadStep::Count::OncePerObject;
    default:
        return LoadStep::Count::Once;
    }
}

} // namespace

QList<LoadStep> LoadPlanner::stepsFrom(int mapper, int rounds)
{
    m_steps = {{m_registry.mapper(mapper).name(), Lazy::Select, LoadStep::Count::Once, 0, -1, false}};
    follow(*EntityPlanner(m_registry, &m_options).plan(mapper, {}), {0, 1, {mapper}, {}, {}, rounds});
    return std::move(m_steps);
}

void LoadPlanner::follow(const PlannedEntity &entity, const Way &way)
{
    for (const PlannedLoad &load : entity.loads) {
        const bool isKeyed = m_registry.relationship(load.relationship).prop->useGet;
        if (load.strategy != Lazy::Noload && !(load.is(Trait::Reentrant) && isKeyed))
            addStep(load, way);
    }
}

void LoadPlanner::addStep(const PlannedLoad &load, const Way &way)
{
    const MappedRelationship &relationship = m_registry.relationship(load.relationship);
    const int target = relationship.prop->target;
    const bool isRound = load.is(Trait::Endless) || load.is(Trait::Reentrant) ||
                         (forgetsWay(load) && way.mappers.contains(target));
    const int left = isRound ? way.rounds - 1 : way.rounds;
    const QList<int> relationships = way.relationships + QList{load.relationship};
    if (left < 0 || load.goesRound(relationships, relationship))
        return;
    m_steps += LoadStep{relationship.label, load.strategy, statementsFor(load.strategy),
                        way.depth,          way.step,      isRound && left == 0};
    const bool isOwnStatement = load.strategy == Lazy::Selectin || load.strategy == Lazy::Immediate;
    const QList<int> chain = way.sinceStatement + QList{load.relationship};
    follow(*entityAfter(load, chain), {int(m_steps.size()) - 1, way.depth + 1, way.mappers + QList{target},
                                       relationships, isOwnStatement ? QList<int>() : chain, left});
}

/// An owner that keeps no options does not know how it was reached, so its lazy loads begin a new way.
bool LoadPlanner::forgetsWay(const PlannedLoad &load) const
{
    return load.strategy == Lazy::Immediate && !m_lasting;
}

std::shared_ptr<PlannedEntity> LoadPlanner::entityAfter(const PlannedLoad &load,
                                                        const QList<int> &sinceStatement) const
{
    const int target = m_registry.relationship(load.relationship).prop->target;
    const EntityPlanner planner(m_registry, &m_options);
    switch (load.strategy) {
    case Lazy::Joined:
        return load.target;
    case Lazy::Subquery:
        return planner.plan(target, sinceStatement);
    case Lazy::Immediate:
        return EntityPlanner(m_registry, m_lasting.get())
            .plan(target, forgetsWay(load) ? QList{load.relationship} : load.path);
    default:
        return planner.plan(target, load.path);
    }
}

} // namespace relata::orm
