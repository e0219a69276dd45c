#include "session.h"

#include "core/orm/attributes/cascadewalker.h"
#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Values;
using mapping::Cascade;

namespace {

/// The row is found by its key: the relationships that are named come with it, and no change of it may wait.
Done addKeyToNamed(const SessionCore &core, ObjectRef object, bool onlyColumns, QSet<int> &columns)
{
    const Overlay *overlay = core.heap(object).overlay(object.row);
    for (const int column : core.registry.mapper(object.cls).keyColumns) {
        if (!columns.contains(column) && overlay && overlay->column(column)) {
            return fail(ErrorCode::InvalidRequest,
                        u"%1 has a new key that is not saved yet, so its row cannot be found."_s.arg(
                            core.describe(object)),
                        u"Flush first, then refresh."_s);
        }
        if (!onlyColumns)
            columns.insert(column);
    }
    return {};
}

} // namespace

Done Session::add(ObjectRef object)
{
    return addWithCascade(object);
}

Done Session::addWithCascade(ObjectRef object)
{
    m_core.set(object, LostParentOutside, false);
    if (const Done added = addOne(object); !added)
        return added;
    const auto reached =
        m_walker->walk(object, Cascade::SaveUpdate, [this](ObjectRef each) { return m_core.contains(each); });
    if (!reached)
        return fail(reached.error());
    for (const ObjectRef each : *reached) {
        if (const Done added = addOne(each); !added)
            return added;
    }
    return {};
}

Done Session::addOne(ObjectRef object)
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
Done Session::attach(ObjectRef object)
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

Done Session::erase(ObjectRef object)
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
    const auto reached = m_walker->walk(object, Cascade::Delete);
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

Done Session::expunge(ObjectRef object)
{
    if (!m_core.has(object, InSession)) {
        return fail(ErrorCode::InvalidRequest, u"%1 is not in the session."_s.arg(m_core.describe(object)));
    }
    const auto reached = m_walker->walk(object, Cascade::Expunge);
    if (!reached)
        return fail(reached.error());
    expungeOne(object, false);
    for (const ObjectRef each : *reached) {
        if (m_core.has(each, InSession))
            expungeOne(each, false);
    }
    return {};
}

void Session::expungeOne(ObjectRef object, bool toTransient)
{
    ClassHeap &heap = m_core.heap(object);
    if (heap.has(object.row, IsNew)) {
        heap.set(object.row, IsNew, false);
        m_core.newObjects.remove(object);
    }
    if (heap.has(object.row, HasKey) && m_core.find(object.cls, heap.key(object.row)) == object)
        heap.identities().remove(object.row);
    m_core.deleted.remove(object);
    m_core.modified.remove(object);
    heap.set(object.row, InSession, false);
    if (toTransient) {
        heap.set(object.row, HasKey, false);
        heap.set(object.row, WasDeleted, false);
        heap.set(object.row, IsExpired, false);
        heap.clearExpired(object.row);
    }
}

void Session::expungeAll()
{
    for (const auto &heap : m_core.heaps) {
        for (quint32 row = 0; row < heap->rowCount(); ++row) {
            // A row that a flush has deleted belongs to the transaction until it ends.
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

void Session::close()
{
    expungeAll();
    m_core.executor.rollback();
    m_core.pendingRollback.reset();
    m_core.isCommitRefused = false;
    m_snapshots = {Snapshot()};
}

void Session::expireOne(ObjectRef object)
{
    if (m_core.has(object, HasKey))
        m_attributes->expireAll(object);
    else if (m_core.has(object, IsNew))
        expungeOne(object, false);
}

Done Session::expire(ObjectRef object, const QStringList &attributes)
{
    if (state(object) != ObjectState::Persistent) {
        return fail(ErrorCode::InvalidRequest,
                    u"%1 is not persistent in the session: it has nothing to read again."_s.arg(
                        m_core.describe(object)));
    }
    if (!attributes.isEmpty()) {
        for (const QString &name : attributes) {
            if (const MappedRelationship *relationship = registry().relationship(object.cls, name))
                m_attributes->expireRelationship(object, *relationship);
            else if (const int column = registry().column(object.cls, name); column >= 0)
                m_attributes->expireColumn(object, column);
        }
        return {};
    }
    const auto reached = m_walker->walk(object, Cascade::RefreshExpire);
    if (!reached)
        return fail(reached.error());
    expireOne(object);
    for (const ObjectRef each : *reached)
        expireOne(each);
    return {};
}

void Session::expireAll()
{
    for (const auto &heap : m_core.heaps) {
        for (quint32 row = 0; row < heap->rowCount(); ++row) {
            if (heap->has(row, InSession) && heap->has(row, HasKey) && !heap->has(row, WasDeleted))
                m_attributes->expireAll({heap->mapper().index, row});
        }
    }
}

Done Session::refresh(ObjectRef object, const QStringList &attributes)
{
    if (const Done expired = expire(object, attributes); !expired)
        return expired;
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return flushed;
    return readRefreshed(object, attributes);
}

Done Session::readRefreshed(ObjectRef object, const QStringList &attributes)
{
    LoadRequest request;
    request.refresh = object;
    request.extent = attributes.isEmpty() ? LoadRequest::Extent::Whole : LoadRequest::Extent::Named;
    if (const LoadContext *context = m_core.contextOf(object)) {
        request.options = request.lasting = context->options;
        request.path = context->path;
    }
    QList<const MappedRelationship *> relationships;
    for (const QString &name : attributes) {
        if (const MappedRelationship *relationship = registry().relationship(object.cls, name)) {
            relationships += relationship;
            request.onlyRelationships.insert(relationship->index);
        } else {
            request.onlyColumns.insert(registry().column(object.cls, name));
        }
    }
    if (!attributes.isEmpty()) {
        if (const Done complete = addKeyToNamed(m_core, object, relationships.isEmpty(), request.onlyColumns);
            !complete)
            return complete;
    }
    const auto found = m_loading->byKey(object.cls, m_core.heap(object).key(object.row), request);
    if (!found)
        return fail(found.error());
    if (found->isEmpty()) {
        return fail(
            ErrorCode::InvalidRequest,
            u"%1 cannot be refreshed: its row is no longer in the database."_s.arg(m_core.describe(object)));
    }
    for (const MappedRelationship *relationship : std::as_const(relationships)) {
        if (relationship->isQueryOnly())
            continue;
        const Done done =
            relationship->isCollection()
                ? m_attributes->collection(object, *relationship, kAnywhere | IgnoringRaise).map([](auto) {})
                : m_attributes->scalar(object, *relationship, kAnywhere | IgnoringRaise).map([](auto) {});
        if (!done)
            return done;
    }
    return {};
}

} // namespace relata::orm
