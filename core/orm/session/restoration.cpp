#include "restoration.h"

#include "core/orm/session/objectstates.h"

namespace relata::orm {

void Restoration::restoreTransaction()
{
    // One level after the other: an object that was changed in a savepoint must have expired before the level
    // around it makes the object transient.
    while (m_core.snapshots.savepoints() > 0) {
        restoreSavepoint();
        m_core.snapshots.drop();
    }
    const Snapshot snapshot = m_core.snapshots.takeInnermost();
    undo(snapshot);
    m_core.deleted.clear();
    expireAfterRollback(snapshot.written);
}

void Restoration::restoreSavepoint()
{
    const Snapshot snapshot = m_core.snapshots.takeInnermost();
    undo(snapshot);
    m_core.deleted.clear();
    QSet<ObjectRef> touched = m_core.modified;
    for (const ObjectRef object : touched.unite(snapshot.written))
        expireIfPersistent(object);
}

/// Takes back what one level of the transaction did to the identities of objects.
void Restoration::undo(const Snapshot &snapshot)
{
    QSet<ObjectRef> gone = snapshot.added;
    const QList<ObjectRef> pending = std::exchange(m_core.newObjects, {}).list();
    gone.unite(QSet<ObjectRef>(pending.cbegin(), pending.cend()));
    for (const ObjectRef object : std::as_const(gone))
        m_states.makeTransient(object);
    restoreKeys(snapshot.switchedKeys, gone);
    for (const ObjectRef object : snapshot.removed) {
        if (gone.contains(object) || !m_core.has(object, InSession))
            continue;
        m_core.set(object, WasDeleted, false);
        m_core.heap(object).identities().insert(object.row);
    }
}

/// First all leave the identity map, or one would meet another that still has its new key there.
void Restoration::restoreKeys(const QHash<ObjectRef, base::Values> &keys, const QSet<ObjectRef> &gone)
{
    for (auto each = keys.cbegin(); each != keys.cend(); ++each)
        m_core.forgetIdentity(each.key());
    for (auto each = keys.cbegin(); each != keys.cend(); ++each) {
        for (int i = 0; i < each->size(); ++i)
            m_core.heap(each.key()).keys().set(each.key().row, i, each->at(i));
    }
    for (auto each = keys.cbegin(); each != keys.cend(); ++each) {
        if (!gone.contains(each.key()) && m_core.has(each.key(), InSession))
            m_core.heap(each.key()).identities().insert(each.key().row);
    }
}

void Restoration::expireAfterRollback(const QSet<ObjectRef> &written)
{
    if (m_core.options.expireOnRollback) {
        m_attributes.expireSession();
        return;
    }
    for (const ObjectRef object : QSet<ObjectRef>(m_core.modified))
        m_attributes.revert(object);
    for (const ObjectRef object : written)
        expireIfPersistent(object);
}

void Restoration::expireIfPersistent(ObjectRef object)
{
    if (m_core.has(object, InSession) && m_core.has(object, HasKey))
        m_attributes.expireAll(object);
}

} // namespace relata::orm
