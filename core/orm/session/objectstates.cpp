#include "objectstates.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Values;
using mapping::Cascade;

QString stateWord(ObjectState state)
{
    switch (state) {
    case ObjectState::Transient:
        return u"transient"_s;
    case ObjectState::Pending:
        return u"pending"_s;
    case ObjectState::Persistent:
        return u"persistent"_s;
    case ObjectState::Deleted:
        return u"deleted"_s;
    case ObjectState::Detached:
        break;
    }
    return u"detached"_s;
}

ObjectState ObjectStates::state(ObjectRef object) const
{
    const bool isAttached = m_core.has(object, InSession);
    if (!m_core.has(object, HasKey))
        return isAttached ? ObjectState::Pending : ObjectState::Transient;
    if (!isAttached)
        return ObjectState::Detached;
    return m_core.has(object, WasDeleted) ? ObjectState::Deleted : ObjectState::Persistent;
}

Values ObjectStates::identityKey(ObjectRef object) const
{
    return m_core.has(object, HasKey) ? m_core.heap(object).key(object.row) : Values();
}

QStringList ObjectStates::loadedAttributes(ObjectRef object) const
{
    QStringList names;
    const ClassHeap &heap = m_core.heap(object);
    const Mapper &mapper = heap.mapper();
    for (int column = 0; column < mapper.columnCount(); ++column) {
        if (heap.cells().isLoaded(object.row, column))
            names += mapper.table->columns.at(column).name;
    }
    for (const int index : mapper.relationships) {
        const MappedRelationship &relationship = m_core.registry.relationship(index);
        if (heap.isLoaded(object.row, relationship.slot))
            names += relationship.prop->name;
    }
    names.sort();
    return names;
}

Done ObjectStates::add(ObjectRef object)
{
    m_core.set(object, LostParent, false);
    if (const Done added = addOne(object); !added)
        return added;
    const auto reached =
        m_walker.walk(object, Cascade::SaveUpdate, [this](ObjectRef each) { return m_core.contains(each); });
    if (!reached)
        return fail(reached.error());
    for (const ObjectRef each : *reached) {
        if (const Done added = addOne(each); !added)
            return added;
    }
    return {};
}

Done ObjectStates::addOne(ObjectRef object)
{
    if (m_core.has(object, HasKey)) {
        if (m_core.has(object, WasDeleted)) {
            return fail(ErrorCode::InvalidRequest,
                        u"%1 was deleted from the database."_s.arg(m_core.describe(object)),
                        u"Make a new object, or roll back."_s);
        }
        m_core.deleted.remove(object);
        return attach(object);
    }
    if (m_core.has(object, IsNew))
        return {};
    m_core.set(object, IsNew);
    m_core.set(object, InSession);
    m_core.newObjects.add(object);
    return {};
}

/// A detached object comes back.
Done ObjectStates::attach(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    if (const quint32 held = heap.identities().insert(object.row); held != object.row) {
        return fail(
            ErrorCode::InvalidRequest,
            u"Another object with the key of %1 is in the session already."_s.arg(m_core.describe(object)),
            u"Merge the object instead."_s);
    }
    m_core.set(object, InSession);
    if (m_core.has(object, IsModified))
        m_core.modified.insert(object);
    return {};
}

Done ObjectStates::erase(ObjectRef object)
{
    if (!m_core.has(object, HasKey)) {
        return fail(ErrorCode::InvalidRequest,
                    u"An object of class '%1' that is not in the database cannot be deleted."_s.arg(
                        m_core.mapper(object).name()),
                    u"Take it out of the session."_s);
    }
    if (m_core.deleted.contains(object))
        return {};
    if (const Done attached = attach(object); !attached)
        return attached;
    const auto reached = m_walker.walk(object, Cascade::Delete);
    if (!reached)
        return fail(reached.error());
    m_core.deleted.insert(object);
    for (const ObjectRef each : *reached) {
        if (!m_core.has(each, HasKey) || m_core.deleted.contains(each))
            continue;
        if (const Done attached = attach(each); !attached)
            return attached;
        m_core.deleted.insert(each);
    }
    return {};
}

Done ObjectStates::expunge(ObjectRef object)
{
    if (!m_core.has(object, InSession))
        return fail(ErrorCode::InvalidRequest, u"%1 is not in the session."_s.arg(m_core.describe(object)));
    const auto reached = m_walker.walk(object, Cascade::Expunge);
    if (!reached)
        return fail(reached.error());
    detach(object);
    for (const ObjectRef each : *reached) {
        if (m_core.has(each, InSession))
            detach(each);
    }
    return {};
}

void ObjectStates::expungeAll()
{
    for (const auto &heap : m_core.heaps) {
        for (quint32 row = 0; row < heap->rowCount(); ++row) {
            if (!heap->has(row, InSession) || heap->has(row, WasDeleted))
                continue;
            heap->set(row, InSession, false);
            heap->set(row, IsNew, false);
        }
        heap->identities().clear();
    }
    m_core.newObjects.clear();
    m_core.deleted.clear();
    m_core.modified.clear();
}

void ObjectStates::detach(ObjectRef object)
{
    if (m_core.has(object, IsNew)) {
        m_core.set(object, IsNew, false);
        m_core.newObjects.remove(object);
    }
    if (m_core.has(object, HasKey))
        m_core.forgetIdentity(object);
    m_core.deleted.remove(object);
    m_core.modified.remove(object);
    m_core.set(object, InSession, false);
}

void ObjectStates::makeTransient(ObjectRef object)
{
    detach(object);
    ClassHeap &heap = m_core.heap(object);
    heap.set(object.row, HasKey, false);
    heap.set(object.row, WasDeleted, false);
    heap.set(object.row, IsExpired, false);
    heap.clearExpired(object.row);
}

} // namespace relata::orm
