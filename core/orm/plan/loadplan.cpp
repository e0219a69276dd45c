#include "loadplan.h"

#include "steplister.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using mapping::Lazy;

namespace {

/// True where a class is on a path of relationships that ends at `mapper`.
bool isOnPath(const MapperRegistry &registry, const QList<int> &path, int mapper, int wanted)
{
    if (mapper == wanted)
        return true;
    for (const int each : path) {
        const auto *prop = registry.relationship(each).prop;
        if (prop->owner == wanted || prop->target == wanted)
            return true;
    }
    return false;
}

/// SQLAlchemy's rule that keeps eager loading from going round in circles.
bool stops(const MapperRegistry &registry, const MappedRelationship &relationship, const QList<int> &path,
           int mapper)
{
    if (relationship.prop->joinDepth > 0)
        return path.size() + 1 > relationship.prop->joinDepth;
    return isOnPath(registry, path, mapper, relationship.prop->target);
}

/// A recursive option without an end would make paths as long as chains of rows are: they stay at the second
/// round, from where on every round is the same.
QList<int> nextPath(const QList<int> &path, int relationship, const LoadOption *option)
{
    if (option && option->recursionDepth < 0 && path.size() > option->path.size())
        return path;
    return path + QList{relationship};
}

qint64 statementsOfRun(LoadStep::Count count, qint64 keys)
{
    switch (count) {
    case LoadStep::Count::None:
        return 0;
    case LoadStep::Count::Once:
        return keys > 0 ? 1 : 0;
    case LoadStep::Count::OncePerKeys:
        return (keys + LoadPlan::kKeysPerStatement - 1) / LoadPlan::kKeysPerStatement;
    case LoadStep::Count::OncePerObject:
        return keys;
    }
    return 0;
}

bool isLazyStrategy(Lazy lazy)
{
    return lazy == Lazy::Select || lazy == Lazy::Raise || lazy == Lazy::RaiseOnSql;
}

} // namespace

Lazy LoadPlan::lazyOfClass(Lazy configured)
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

bool PlannedLoad::goesRound(const QList<int> &way, const MappedRelationship &mapped) const
{
    const qsizetype forgotten = way.count(relationship) - path.count(relationship);
    return !isEndless && forgotten > std::max(1, mapped.prop->joinDepth) + 1;
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

void PlannedEntity::makeLazy(const MappedRelationship &relationship, Lazy strategy)
{
    if (strategy == LoadPlan::lazyOfClass(relationship.prop->lazy))
        resets += relationship.index;
    else
        ownStrategies.push_back({relationship.index, strategy});
}

bool PlannedEntity::hasJoins() const
{
    return std::ranges::any_of(loads, [](const PlannedLoad &load) {
        return load.target && (!load.fromQueryJoin || load.target->hasJoins());
    });
}

bool PlannedEntity::hasJoinedCollection(const MapperRegistry &registry) const
{
    if (stopsCollection)
        return true;
    for (const PlannedLoad &load : loads) {
        if (load.strategy == Lazy::Joined && load.target &&
            (registry.relationship(load.relationship).isCollection() ||
             load.target->hasJoinedCollection(registry)))
            return true;
    }
    return false;
}

std::shared_ptr<PlannedEntity> LoadPlan::entity(const MapperRegistry &registry, int mapper,
                                                const LoadOptions *options, const QList<int> &path,
                                                const QList<int> &localPath, Circles circles)
{
    auto entity = std::make_shared<PlannedEntity>();
    entity->mapper = mapper;
    entity->path = path;
    entity->localPath = localPath;
    for (const int index : registry.mapper(mapper).relationships) {
        const MappedRelationship &relationship = registry.relationship(index);
        bool isExplicit = false;
        const LoadOption *option = options ? options->find(path, index, &isExplicit) : nullptr;
        if (!option)
            isExplicit = false;
        PlannedLoad load;
        load.relationship = index;
        load.isExplicit = isExplicit;
        load.isEndless = option && option->recursionDepth < 0;
        load.strategy = option ? option->strategy : relationship.prop->lazy;
        load.fromQueryJoin = option && option->kind == LoadOption::Kind::ContainsEager;
        if (load.fromQueryJoin)
            load.strategy = Lazy::Joined;
        if (relationship.isQueryOnly() &&
            (!option || isLazyStrategy(option->strategy) || option->strategy == Lazy::Noload))
            continue;
        const bool isJoined = load.strategy == Lazy::Joined;
        if (isJoined && relationship.isQueryOnly())
            entity->unloadable = index;
        if (isLazyStrategy(load.strategy)) {
            entity->makeLazy(relationship, load.strategy);
            continue;
        }
        if (load.strategy != Lazy::Noload && !isExplicit &&
            stops(registry, relationship, isJoined ? localPath : path, mapper)) {
            if (isJoined) {
                entity->makeLazy(relationship, Lazy::Select);
                entity->stopsCollection = entity->stopsCollection || relationship.isCollection();
            }
            if (load.strategy != Lazy::Immediate && (isJoined || circles == Circles::StopAll))
                continue;
            load.isReentrant = true;
        }
        if (relationship.isQueryOnly() && load.strategy != Lazy::Immediate)
            entity->unloadable = index;
        load.path = nextPath(path, index, option);
        if (isJoined) {
            load.target = LoadPlan::entity(registry, relationship.prop->target, options, load.path,
                                           localPath + QList{index}, circles);
        }
        entity->loads.push_back(std::move(load));
    }
    return entity;
}

LoadPlan::LoadPlan(const MapperRegistry &registry, int mapper, const LoadOptions &options, int rounds)
    : m_steps(StepLister(registry, options).stepsFrom(mapper, rounds))
{
}

qint64 LoadPlan::statementCount(const QList<KeysOfRuns> &keysOfStep) const
{
    qint64 statements = 1;
    for (int i = 1; i < m_steps.size(); ++i) {
        for (const qint64 keys : keysOfStep.value(i))
            statements += statementsOfRun(m_steps[i].count, keys);
    }
    return statements;
}

QString LoadPlan::text() const
{
    QStringList lines;
    for (const LoadStep &step : m_steps) {
        const QString times = step.count == LoadStep::Count::None   ? u"in the same statement"_s
                              : step.count == LoadStep::Count::Once ? u"one statement"_s
                              : step.count == LoadStep::Count::OncePerKeys
                                  ? u"one statement for each 500 keys"_s
                                  : u"one statement for each key"_s;
        lines += QString(step.depth * 2, u' ') + step.label + u" ("_s +
                 (step.depth == 0 ? u"select"_s : mapping::lazyWord(step.strategy)) + u"): "_s + times +
                 (step.goesOn ? u", and so on to the last row"_s : QString());
    }
    return lines.join(u'\n');
}

} // namespace relata::orm
