#include "loadplan.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using schema::Lazy;

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

} // namespace

bool PlannedEntity::hasJoinedCollection(const MapperRegistry &registry) const
{
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
        load.strategy = option ? option->strategy : relationship.prop->lazy;
        load.fromQueryJoin = option && option->kind == LoadOption::Kind::ContainsEager;
        if (load.fromQueryJoin)
            load.strategy = Lazy::Joined;
        const bool isJoined = load.strategy == Lazy::Joined;
        const bool isEager = isJoined || load.strategy == Lazy::Selectin || load.strategy == Lazy::Subquery ||
                             load.strategy == Lazy::Immediate;
        if (!isEager && load.strategy != Lazy::Noload)
            continue;
        if (isEager && !isExplicit && stops(registry, relationship, isJoined ? localPath : path, mapper)) {
            if (load.strategy != Lazy::Immediate && (isJoined || circles == Circles::StopAll))
                continue;
            load.isReentrant = true;
        }
        if (isJoined) {
            load.target = LoadPlan::entity(registry, relationship.prop->target, options, path + QList{index},
                                           localPath + QList{index}, circles);
        }
        entity->loads.push_back(std::move(load));
    }
    return entity;
}

LoadPlan::LoadPlan(const MapperRegistry &registry, int mapper, const LoadOptions &options, int deepest)
{
    m_steps += LoadStep{registry.mapper(mapper).name(), Lazy::Select, LoadStep::Count::Once, 0, -1};
    add(registry, *entity(registry, mapper, &options, {}), options, 0, 1, deepest);
}

void LoadPlan::add(const MapperRegistry &registry, const PlannedEntity &entity, const LoadOptions &options,
                   int parent, int depth, int deepest)
{
    if (depth > deepest)
        return;
    for (const PlannedLoad &load : entity.loads) {
        const MappedRelationship &relationship = registry.relationship(load.relationship);
        if (load.isReentrant || load.strategy == Lazy::Noload)
            continue;
        if (load.strategy == Lazy::Joined) {
            add(registry, *load.target, options, int(m_steps.size()) - 1, depth + 1, deepest);
            continue;
        }
        LoadStep step{relationship.label, load.strategy, LoadStep::Count::Once, depth, parent};
        if (load.strategy == Lazy::Selectin)
            step.count = LoadStep::Count::OncePerKeys;
        else if (load.strategy == Lazy::Immediate)
            step.count = LoadStep::Count::OncePerObject;
        m_steps += step;
        const auto target = LoadPlan::entity(registry, relationship.prop->target, &options,
                                             entity.path + QList{load.relationship});
        add(registry, *target, options, int(m_steps.size()) - 1, depth + 1, deepest);
    }
}

qint64 LoadPlan::statementCount(const QList<qint64> &keysOfStep) const
{
    qint64 count = 0;
    for (int i = 0; i < m_steps.size(); ++i) {
        const qint64 keys = keysOfStep.value(i);
        switch (m_steps[i].count) {
        case LoadStep::Count::Once:
            count += i == 0 || keys > 0 ? 1 : 0;
            break;
        case LoadStep::Count::OncePerKeys:
            count += (keys + kKeysPerStatement - 1) / kKeysPerStatement;
            break;
        case LoadStep::Count::OncePerObject:
            count += keys;
            break;
        }
    }
    return count;
}

QString LoadPlan::text() const
{
    QStringList lines;
    for (const LoadStep &step : m_steps) {
        const QString times = step.count == LoadStep::Count::Once ? u"one statement"_s
                              : step.count == LoadStep::Count::OncePerKeys
                                  ? u"one statement for each 500 keys"_s
                                  : u"one statement for each key"_s;
        lines += QString(step.depth * 2, u' ') + step.label + u" ("_s +
                 (step.depth == 0 ? u"select"_s : schema::lazyWord(step.strategy)) + u"): "_s + times;
    }
    return lines.join(u'\n');
}

} // namespace relata::orm
