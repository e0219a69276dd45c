#include "sessioncore.h"

#include "core/db/connection.h"
#include "core/orm/session/sessionactions.h"

namespace relata::orm {

using namespace Qt::StringLiterals;

SessionCore::SessionCore(db::Connection &connection, mapping::Configuration configuration,
                         SessionActions &sessionActions)
    : registry(std::move(configuration), connection.dialect()), executor(connection), actions(sessionActions)
{
    for (const Mapper &mapper : registry.mappers()) {
        heaps.push_back(std::make_unique<ClassHeap>(mapper));
        for (size_t slot = 0; slot < mapper.relationships.size(); ++slot)
            heaps.back()->m_targets[slot] = registry.relationship(mapper.relationships[slot]).prop->target;
    }
}

SessionMemory SessionCore::copyMemory() const
{
    SessionMemory memory{{}, newObjects, deleted, modified, snapshots, warnings, m_parents};
    for (const auto &heap : heaps)
        memory.heaps.push_back(heap->clone());
    return memory;
}

void SessionCore::setMemory(SessionMemory memory)
{
    heaps = std::move(memory.heaps);
    newObjects = std::move(memory.newObjects);
    deleted = std::move(memory.deleted);
    modified = std::move(memory.modified);
    snapshots = std::move(memory.snapshots);
    warnings = std::move(memory.warnings);
    m_parents = std::move(memory.parents);
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

void SessionCore::forgetIdentity(ObjectRef object)
{
    ClassHeap &heap = this->heap(object);
    if (find(object.cls, heap.key(object.row)) == object)
        heap.identities().remove(object.row);
}

void SessionCore::rowIsGone(ObjectRef object)
{
    deleted.remove(object);
    modified.remove(object);
    snapshots.innermost().removed.insert(object);
    snapshots.innermost().written.insert(object);
    forgetIdentity(object);
    set(object, WasDeleted);
    set(object, IsNew, false);
}

bool SessionCore::hasParent(ObjectRef child, int relationship) const
{
    const auto found = m_parents.constFind({child, relationship});
    return found == m_parents.constEnd() ? has(child, HasKey) : !found->isNone();
}

bool SessionCore::isKnownToHaveParent(ObjectRef child, int relationship) const
{
    return !m_parents.value({child, relationship}).isNone();
}

void SessionCore::noteParent(ObjectRef child, int relationship, ObjectRef parent)
{
    m_parents.insert({child, relationship}, parent);
}

void SessionCore::noteParentLost(ObjectRef child, int relationship, ObjectRef parent)
{
    const ObjectRef known = m_parents.value({child, relationship});
    const bool isTakenOver = !known.isNone() && known != parent;
    if (isTakenOver && (has(known, HasKey) || has(parent, HasKey)))
        return;
    m_parents.insert({child, relationship}, ObjectRef());
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
    if (m_parents.isEmpty())
        return;
    for (const MappedRelationship *each : registry.trackingParents(object.cls))
        m_parents.remove({object, each->index});
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
    if (!autoflush || flushing)
        return {};
    return actions.flush();
}

} // namespace relata::orm
