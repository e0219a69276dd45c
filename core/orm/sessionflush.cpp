#include "session.h"

#include "core/orm/cascadewalker.h"
#include "core/orm/lazyloader.h"
#include "core/orm/unitofwork.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Value;
using base::Values;
using mapping::Cascade;

Done Session::flush()
{
    return flushNow();
}

/// Registers what is new, changed or deleted. Objects that lost their parent are deleted, or never inserted.
Done Session::collectWork(UnitOfWork &work)
{
    QList<ObjectRef> candidates = m_core.newObjects;
    for (const ObjectRef object : std::as_const(m_core.modified)) {
        if (!m_core.has(object, IsNew) && !m_core.has(object, WasDeleted))
            candidates += object;
    }
    for (const ObjectRef object : std::as_const(candidates)) {
        if (m_core.deleted.contains(object))
            continue;
        const bool isOrphan = m_core.isOrphan(object);
        const bool hasKey = m_core.has(object, HasKey);
        if (isOrphan && !hasKey && m_core.has(object, LostParentOutside))
            expungeOne(object, false);
        else
            work.registerObject(object, isOrphan && hasKey);
    }
    for (const ObjectRef object : std::as_const(m_core.deleted))
        work.registerObject(object, true);
    return {};
}

Done Session::flushNow()
{
    if (m_core.flushing)
        return fail(ErrorCode::InvalidRequest, u"The session is flushing already."_s);
    if (m_core.newObjects.isEmpty() && m_core.modified.isEmpty() && m_core.deleted.isEmpty())
        return {};
    UnitOfWork work(m_core, *m_attributes, *m_walker);
    if (const Done collected = collectWork(work); !collected)
        return collected;
    if (!work.hasWork())
        return {};
    if (const Done usable = checkUsable(); !usable)
        return usable;
    m_core.flushing = true;
    Done done = work.execute();
    if (done) {
        for (const ObjectRef object : work.deletedObjects())
            forgetDeleted(object);
        for (const ObjectRef object : work.savedObjects()) {
            if (done = registerPersistent(object); !done)
                break;
        }
    }
    m_core.flushing = false;
    m_lazy->forgetQueried();
    if (done) {
        for (const ObjectRef object : QSet<ObjectRef>(m_core.modified))
            m_attributes->commitAll(object);
        return {};
    }
    m_core.executor.rollback();
    restore();
    m_core.pendingRollback = done.error();
    return done;
}

void Session::forgetDeleted(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    m_core.deleted.remove(object);
    m_snapshots.last().removed.insert(object);
    if (m_core.find(object.cls, heap.key(object.row)) == object)
        heap.identities().remove(object.row);
    m_core.set(object, WasDeleted);
    m_core.modified.remove(object);
    if (heap.has(object.row, IsNew)) {
        heap.set(object.row, IsNew, false);
        m_core.newObjects.removeOne(object);
    }
}

/// What was written is persistent under its key, and clean.
Done Session::registerPersistent(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    const Mapper &mapper = heap.mapper();
    Values key;
    bool isWhole = true;
    for (const int column : mapper.keyColumns) {
        const bool isLoaded = heap.cells().isLoaded(object.row, column);
        key += isLoaded || !heap.has(object.row, HasKey) ? heap.cells().value(object.row, column)
                                                         : heap.key(object.row).at(key.size());
        isWhole = isWhole && !key.last().isNull();
    }
    if (!isWhole) {
        return fail(ErrorCode::FlushRefused,
                    u"An object of class '%1' has a NULL in its primary key."_s.arg(mapper.name()),
                    u"Give every key column a value."_s);
    }
    const bool wasNew = heap.has(object.row, IsNew);
    const bool switches = heap.has(object.row, HasKey) && heap.key(object.row) != key;
    if (switches) {
        Snapshot &snapshot = m_snapshots.last();
        if (!snapshot.switchedKeys.contains(object))
            snapshot.switchedKeys.insert(object, heap.key(object.row));
        if (m_core.find(object.cls, heap.key(object.row)) == object)
            heap.identities().remove(object.row);
    }
    if (wasNew || switches) {
        for (int i = 0; i < key.size(); ++i)
            heap.keys().set(object.row, i, key[i]);
        heap.set(object.row, HasKey);
        if (const quint32 other = heap.identities().insert(object.row); other != object.row) {
            heap.identities().remove(other);
            heap.identities().insert(object.row);
        }
    }
    if (wasNew) {
        heap.set(object.row, IsNew, false);
        m_snapshots.last().added.insert(object);
    }
    m_attributes->commitAll(object);
    if (wasNew)
        m_core.newObjects.removeOne(object);
    return {};
}

} // namespace relata::orm
