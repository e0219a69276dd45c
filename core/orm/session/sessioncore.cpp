#include "sessioncore.h"

#include "core/db/connection.h"

namespace relata::orm {

using namespace Qt::StringLiterals;

SessionCore::SessionCore(db::Connection &connection, mapping::Configuration configuration)
    : registry(std::move(configuration), connection.dialect()), executor(connection)
{
    for (const Mapper &mapper : registry.mappers()) {
        heaps.push_back(std::make_unique<ClassHeap>(mapper));
        for (size_t slot = 0; slot < mapper.relationships.size(); ++slot)
            heaps.back()->m_targets[slot] = registry.relationship(mapper.relationships[slot]).prop->target;
    }
}

SessionState SessionCore::save() const
{
    SessionState state{{}, newObjects, deleted, modified, warnings, parents};
    for (const auto &heap : heaps)
        state.heaps.push_back(heap->clone());
    return state;
}

void SessionCore::restore(SessionState state)
{
    heaps = std::move(state.heaps);
    newObjects = std::move(state.newObjects);
    deleted = std::move(state.deleted);
    modified = std::move(state.modified);
    warnings = std::move(state.warnings);
    parents = std::move(state.parents);
}

bool SessionCore::contains(ObjectRef object) const
{
    if (!has(object, InSession))
        return false;
    if (has(object, IsNew))
        return true;
    return has(object, HasKey) && find(object.cls, heap(object).key(object.row)) == object;
}

ObjectRef SessionCore::create(int cls)
{
    return {cls, heaps[size_t(cls)]->addRow()};
}

quint32 SessionCore::keepContext(LoadContext context)
{
    const std::pair<const LoadOptions *, QList<int>> place{context.options.get(), context.path};
    if (const auto known = m_contextNumbers.constFind(place); known != m_contextNumbers.constEnd())
        return *known;
    contexts.push_back(std::make_shared<const LoadContext>(std::move(context)));
    const auto number = quint32(contexts.size()) - 1;
    m_contextNumbers.insert(place, number);
    return number;
}

ObjectRef SessionCore::find(int cls, const base::Values &key) const
{
    const auto row = heaps[size_t(cls)]->identities().find(key);
    return row ? ObjectRef{cls, *row} : ObjectRef();
}

bool SessionCore::hasParent(ObjectRef child, int relationship) const
{
    const auto found = parents.constFind({child, relationship});
    return found == parents.constEnd() ? has(child, HasKey) : !found->isNone();
}

bool SessionCore::isKnownToHaveParent(ObjectRef child, int relationship) const
{
    return !parents.value({child, relationship}).isNone();
}

void SessionCore::setHasParent(ObjectRef child, int relationship, ObjectRef parent, bool hasNow)
{
    if (hasNow) {
        parents.insert({child, relationship}, parent);
        return;
    }
    const auto found = parents.constFind({child, relationship});
    // Somebody else took the child over meanwhile.
    if (found != parents.constEnd() && !found->isNone() && *found != parent &&
        (has(*found, HasKey) || has(parent, HasKey)))
        return;
    parents.insert({child, relationship}, ObjectRef());
}

bool SessionCore::isOrphan(ObjectRef object) const
{
    for (const int relationship : registry.orphanMakers(object.cls)) {
        if (!hasParent(object, relationship))
            return true;
    }
    return false;
}

void SessionCore::forgetParents(ObjectRef object)
{
    if (parents.isEmpty())
        return;
    for (const MappedRelationship *each : registry.trackingParents(object.cls))
        parents.remove({object, each->index});
}

QString SessionCore::describe(ObjectRef object) const
{
    if (object.isNone())
        return u"None"_s;
    if (!has(object, HasKey))
        return u"%1:new"_s.arg(mapper(object).name());
    QStringList parts;
    for (const base::Value &value : heap(object).key(object.row))
        parts += value.toDisplay();
    return mapper(object).name() + u':' + parts.join(u'/');
}

base::Done SessionCore::autoflushNow()
{
    if (!autoflush || flushing || !flushNow)
        return {};
    return flushNow();
}

} // namespace relata::orm
