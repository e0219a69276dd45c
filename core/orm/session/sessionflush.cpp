#include "session.h"

#include "core/orm/attributes/cascadewalker.h"
#include "core/orm/load/lazyloader.h"
#include "core/orm/flush/unitofwork.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

Done Session::flush()
{
    return flushNow();
}

/// Registers what is new, changed or deleted. Objects that lost their parent are deleted, or never inserted.
Done Session::collectWork(UnitOfWork &work)
{
    QList<ObjectRef> candidates = m_core.newObjects.list();
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
            work.registerObject(object, isOrphan && hasKey ? Registration::Delete : Registration::Save);
    }
    for (const ObjectRef object : std::as_const(m_core.deleted))
        work.registerObject(object, Registration::Delete);
    return {};
}

Done Session::flushNow()
{
    if (m_core.flushing)
        return fail(ErrorCode::InvalidRequest, u"The session is flushing already."_s);
    if (isClean())
        return {};
    UnitOfWork work(m_core, *m_attributes, *m_walker);
    if (const Done collected = collectWork(work); !collected)
        return collected;
    if (!work.hasWork())
        return {};
    if (const Done usable = checkUsable(); !usable)
        return usable;
    m_core.flushing = true;
    m_core.refused = {};
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
    for (const ObjectRef object : m_core.newObjects.list()) {
        if (!m_core.has(object, IsNew))
            m_core.newObjects.remove(object);
    }
    if (done) {
        for (const ObjectRef object : QSet<ObjectRef>(m_core.modified))
            m_attributes->commitAll(object);
        return {};
    }
    if (m_core.isTrial)
        return done; // Who tries it puts everything back.
    m_core.executor.rollback();
    restoreAfterError();
    m_core.pendingRollback = done.error();
    return done;
}

void Session::forgetDeleted(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    m_core.deleted.remove(object);
    m_snapshots.last().removed.insert(object);
    m_snapshots.last().written.insert(object);
    if (m_core.find(object.cls, heap.key(object.row)) == object)
        heap.identities().remove(object.row);
    m_core.set(object, WasDeleted);
    m_core.modified.remove(object);
    heap.set(object.row, IsNew, false);
}

/// What was written is persistent under its key, and clean. A key that has expired is read again.
Done Session::registerPersistent(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    const bool isExpired = std::ranges::any_of(heap.mapper().keyColumns, [&](int column) {
        return heap.has(object.row, HasKey) && !heap.cells().isLoaded(object.row, column);
    });
    if (isExpired) {
        if (const Done read = m_lazy->loadExpired(object, kAnywhere | WithoutAutoflush); !read)
            return read;
    }
    const bool wasNew = heap.has(object.row, IsNew);
    const auto switches = switchesKey(object);
    if (!switches)
        return fail(switches.error());
    if (*switches && !wasNew)
        rememberKey(object);
    if (*switches)
        takeKey(object);
    if (wasNew) {
        heap.set(object.row, IsNew, false);
        m_snapshots.last().added.insert(object);
    }
    m_snapshots.last().written.insert(object);
    m_attributes->commitAll(object);
    return {};
}

/// Whether the key in the object's columns is another one than that by which the session knows it. Columns
/// that are not loaded are as they were.
Result<bool> Session::switchesKey(ObjectRef object) const
{
    const ClassHeap &heap = m_core.heap(object);
    const bool hasKey = heap.has(object.row, HasKey);
    bool isOther = !hasKey;
    int part = 0;
    for (const int column : heap.mapper().keyColumns) {
        const bool isLoaded = heap.cells().isLoaded(object.row, column);
        const bool isKept = !isLoaded && hasKey;
        const auto held = isKept ? heap.keys().view(object.row, part) : heap.cells().view(object.row, column);
        if (held.isNull()) {
            return fail(ErrorCode::FlushRefused,
                        u"An object of class '%1' has a NULL in its primary key."_s.arg(heap.mapper().name()),
                        u"Give every key column a value."_s);
        }
        isOther = isOther || !(isKept || heap.keys().equals(object.row, part, held));
        ++part;
    }
    return isOther;
}

/// The key goes to a new one: a rollback brings it back.
void Session::rememberKey(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    Snapshot &snapshot = m_snapshots.last();
    if (!snapshot.switchedKeys.contains(object))
        snapshot.switchedKeys.insert(object, heap.key(object.row));
    if (m_core.find(object.cls, heap.key(object.row)) == object)
        heap.identities().remove(object.row);
}

/// The object is known by the key in its columns, and takes the place of another one with that key.
void Session::takeKey(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    int part = 0;
    for (const int column : heap.mapper().keyColumns) {
        if (heap.cells().isLoaded(object.row, column))
            heap.keys().set(object.row, part, heap.cells().view(object.row, column));
        ++part;
    }
    heap.set(object.row, HasKey);
    if (const quint32 other = heap.identities().insert(object.row); other != object.row) {
        heap.identities().remove(other);
        heap.identities().insert(object.row);
    }
}

} // namespace relata::orm
