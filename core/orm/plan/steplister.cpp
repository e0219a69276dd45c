#include "steplister.h"

namespace relata::orm {

using mapping::Lazy;

namespace {

LoadStep::Count countOf(Lazy strategy)
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

QList<LoadStep> StepLister::stepsFrom(int mapper, int rounds)
{
    m_steps = {{m_registry.mapper(mapper).name(), Lazy::Select, LoadStep::Count::Once, 0, -1, false}};
    follow(*LoadPlan::entity(m_registry, mapper, &m_options, {}), {0, 1, {mapper}, {}, {}, rounds});
    return std::move(m_steps);
}

void StepLister::follow(const PlannedEntity &entity, const Way &way)
{
    for (const PlannedLoad &load : entity.loads) {
        const bool isKeyed = m_registry.relationship(load.relationship).prop->useGet;
        if (load.strategy != Lazy::Noload && !(load.isReentrant && isKeyed))
            list(load, way);
    }
}

void StepLister::list(const PlannedLoad &load, const Way &way)
{
    const MappedRelationship &relationship = m_registry.relationship(load.relationship);
    const int target = relationship.prop->target;
    const bool isRound =
        load.isEndless || load.isReentrant || (beginsAnew(load) && way.mappers.contains(target));
    const int left = isRound ? way.rounds - 1 : way.rounds;
    const QList<int> relationships = way.relationships + QList{load.relationship};
    if (left < 0 || load.goesRound(relationships, relationship))
        return;
    m_steps += LoadStep{relationship.label, load.strategy, countOf(load.strategy),
                        way.depth,          way.step,      isRound && left == 0};
    const bool isOwnStatement = load.strategy == Lazy::Selectin || load.strategy == Lazy::Immediate;
    const QList<int> chain = way.chain + QList{load.relationship};
    follow(*entityBehind(load, chain), {int(m_steps.size()) - 1, way.depth + 1, way.mappers + QList{target},
                                        relationships, isOwnStatement ? QList<int>() : chain, left});
}

/// An owner that keeps no options has forgotten the way to it: a lazy load begins a new one.
bool StepLister::beginsAnew(const PlannedLoad &load) const
{
    return load.strategy == Lazy::Immediate && !m_lasting;
}

std::shared_ptr<PlannedEntity> StepLister::entityBehind(const PlannedLoad &load,
                                                        const QList<int> &chain) const
{
    const int target = m_registry.relationship(load.relationship).prop->target;
    switch (load.strategy) {
    case Lazy::Joined:
        return load.target;
    case Lazy::Subquery:
        return LoadPlan::entity(m_registry, target, &m_options, chain);
    case Lazy::Immediate:
        return LoadPlan::entity(m_registry, target, m_lasting.get(),
                                beginsAnew(load) ? QList{load.relationship} : load.path);
    default:
        return LoadPlan::entity(m_registry, target, &m_options, load.path);
    }
}

} // namespace relata::orm
