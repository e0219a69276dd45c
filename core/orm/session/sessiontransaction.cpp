#include "session.h"

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done Session::commit()
{
    if (const Done usable = checkUsable(); !usable)
        return usable;
    if (const Done flushed = flushUntilClean(); !flushed)
        return flushed;
    if (const Done committed = m_core.executor.commit(); !committed) {
        if (m_commitRefused)
            m_commitRefused(committed.error());
        m_core.executor.rollback();
        m_core.isCommitRefused = m_core.options.expireOnRollback;
        if (!m_core.isCommitRefused)
            restore();
        return committed;
    }
    if (m_core.options.expireOnCommit) {
        expireAll();
        detachDeleted();
    }
    m_snapshots = {Snapshot()};
    return {};
}

/// A flush can leave something behind: an object that is to be deleted, but was linked anew, is saved first.
Done Session::flushUntilClean()
{
    constexpr int kMostFlushes = 100;
    for (int flushes = 0; !isClean(); ++flushes) {
        if (flushes == kMostFlushes) {
            return fail(ErrorCode::FlushRefused,
                        u"The session has still changes after %1 flushes."_s.arg(kMostFlushes),
                        u"Look for objects that are deleted and linked again and again."_s);
        }
        if (const Done flushed = flushNow(); !flushed)
            return flushed;
    }
    return {};
}

/// What a flush deleted has left the session for good.
void Session::detachDeleted()
{
    for (const Snapshot &snapshot : std::as_const(m_snapshots)) {
        for (const ObjectRef object : snapshot.removed)
            m_core.set(object, InSession, false);
    }
}

Done Session::rollback()
{
    // Where nothing has begun since the last commit, what objects hold is as true as before.
    const bool isWaitedFor = m_core.pendingRollback || m_core.isCommitRefused;
    if (!m_core.executor.wasUsed() && !isWaitedFor && isClean())
        return {};
    m_core.executor.rollback();
    const bool hasFailed = m_core.pendingRollback.has_value();
    if (hasFailed && !isClean()) {
        m_core.warn(u"What was changed after an error while saving, and before the rollback, is taken back, "
                    "too."_s);
    }
    if (!hasFailed || m_core.options.expireOnRollback)
        restore();
    m_core.pendingRollback.reset();
    m_core.isCommitRefused = false;
    return {};
}

/// Nothing waits to be saved.
bool Session::isClean() const
{
    return m_core.newObjects.isEmpty() && m_core.modified.isEmpty() && m_core.deleted.isEmpty();
}

/// After an error while saving objects are as when the transaction began, or its innermost savepoint.
void Session::restoreAfterError()
{
    if (m_snapshots.size() == 1 || !m_core.options.expireOnRollback) {
        restore();
        return;
    }
    restoreInnermost();
}

/// Puts objects back to where they were at the innermost savepoint.
void Session::restoreInnermost()
{
    const Snapshot snapshot = m_snapshots.takeLast();
    undo(snapshot);
    m_core.deleted.clear();
    QSet<ObjectRef> touched = m_core.modified;
    for (const ObjectRef object : touched.unite(snapshot.written)) {
        if (m_core.has(object, InSession) && m_core.has(object, HasKey))
            m_attributes->expireAll(object);
    }
}

/// Puts every object back to where it was when the transaction began. New ones keep their values, keys
/// included; all others are expired.
void Session::restore()
{
    QSet<ObjectRef> written;
    while (!m_snapshots.isEmpty()) {
        const Snapshot snapshot = m_snapshots.takeLast();
        undo(snapshot);
        written.unite(snapshot.written);
    }
    m_core.deleted.clear();
    m_snapshots = {Snapshot()};
    expireAfterRollback(written);
}

/// Takes back what one level of the transaction did to the identities of objects.
void Session::undo(const Snapshot &snapshot)
{
    QSet<ObjectRef> gone = snapshot.added;
    const QList<ObjectRef> pending = std::exchange(m_core.newObjects, {}).list();
    gone.unite(QSet<ObjectRef>(pending.cbegin(), pending.cend()));
    for (const ObjectRef object : std::as_const(gone))
        expungeOne(object, true);
    restoreKeys(snapshot.switchedKeys, gone);
    for (const ObjectRef object : snapshot.removed) {
        if (gone.contains(object) || !m_core.has(object, InSession))
            continue;
        m_core.set(object, WasDeleted, false);
        m_core.heap(object).identities().insert(object.row);
    }
}

/// First all leave the identity map, or one would meet another that still has its new key there.
void Session::restoreKeys(const QHash<ObjectRef, base::Values> &keys, const QSet<ObjectRef> &gone)
{
    for (auto each = keys.cbegin(); each != keys.cend(); ++each) {
        ClassHeap &heap = m_core.heap(each.key());
        if (m_core.find(each.key().cls, heap.key(each.key().row)) == each.key())
            heap.identities().remove(each.key().row);
    }
    for (auto each = keys.cbegin(); each != keys.cend(); ++each) {
        for (int i = 0; i < each->size(); ++i)
            m_core.heap(each.key()).keys().set(each.key().row, i, each->at(i));
    }
    for (auto each = keys.cbegin(); each != keys.cend(); ++each) {
        if (!gone.contains(each.key()) && m_core.has(each.key(), InSession))
            m_core.heap(each.key()).identities().insert(each.key().row);
    }
}

void Session::expireAfterRollback(const QSet<ObjectRef> &written)
{
    if (m_core.options.expireOnRollback) {
        expireAll();
        return;
    }
    for (const ObjectRef object : QSet<ObjectRef>(m_core.modified))
        m_attributes->revert(object);
    for (const ObjectRef object : written) {
        if (m_core.has(object, InSession) && m_core.has(object, HasKey))
            m_attributes->expireAll(object);
    }
}

Done Session::beginNested()
{
    if (const Done usable = checkUsable(); !usable)
        return usable;
    if (const Done flushed = flushNow(); !flushed)
        return flushed;
    if (const Done made = m_core.executor.savepoint(int(m_snapshots.size())); !made)
        return made;
    m_snapshots += Snapshot();
    return {};
}

Done Session::checkNested() const
{
    if (m_snapshots.size() > 1)
        return checkUsable();
    return fail(ErrorCode::InvalidRequest, u"The session has no savepoint that could be ended."_s,
                u"Call beginNested() first, or end the whole transaction."_s);
}

Done Session::rollbackNested()
{
    if (const Done nested = checkNested(); !nested)
        return nested;
    if (const Done taken = m_core.executor.rollbackTo(int(m_snapshots.size()) - 1); !taken)
        return taken;
    restoreInnermost();
    return {};
}

Done Session::commitNested()
{
    if (const Done nested = checkNested(); !nested)
        return nested;
    if (const Done flushed = flushUntilClean(); !flushed)
        return flushed;
    if (const Done released = m_core.executor.release(int(m_snapshots.size()) - 1); !released)
        return released;
    const Snapshot inner = m_snapshots.takeLast();
    Snapshot &outer = m_snapshots.last();
    outer.added.unite(inner.added);
    outer.removed.unite(inner.removed);
    outer.written.unite(inner.written);
    for (auto each = inner.switchedKeys.cbegin(); each != inner.switchedKeys.cend(); ++each) {
        if (!outer.switchedKeys.contains(each.key()))
            outer.switchedKeys.insert(each.key(), *each);
    }
    return {};
}

} // namespace relata::orm
