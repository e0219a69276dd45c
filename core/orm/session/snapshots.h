#pragma once

#include "core/base/value.h"
#include "core/orm/store/objectref.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace relata::orm {

/// What one level of a transaction has done to objects, so that it can be taken back.
struct Snapshot
{
    QSet<ObjectRef> added;                       ///< inserted
    QSet<ObjectRef> removed;                     ///< deleted, or found to be gone
    QSet<ObjectRef> written;                     ///< all whose rows were touched
    QHash<ObjectRef, base::Values> switchedKeys; ///< objects with another key now: the key before
};

/// The snapshots of a transaction and of the savepoints in it, one in the other: what happens is noted in the
/// innermost. A value.
class Snapshots
{
public:
    Snapshots() : m_levels(1) {}

    const QList<Snapshot> &levels() const { return m_levels; }
    /// How many savepoints are open.
    int savepoints() const { return int(m_levels.size()) - 1; }
    Snapshot &innermost() { return m_levels.last(); }
    /// The first key counts: it is the one that a rollback brings back.
    void noteKeyBefore(ObjectRef object, const base::Values &key);

    void open() { m_levels += Snapshot(); }
    /// The innermost level, which has nothing noted any more afterwards.
    Snapshot takeInnermost() { return std::exchange(m_levels.last(), Snapshot()); }
    /// Ends the innermost savepoint, whatever it has noted.
    void drop() { m_levels.removeLast(); }
    /// Ends the innermost savepoint: what it has noted belongs to the level around it.
    void mergeInnermost();
    /// The transaction is over: nothing is noted, no savepoint open.
    void clear() { m_levels = {Snapshot()}; }

private:
    QList<Snapshot> m_levels; ///< the transaction first
};

} // namespace relata::orm
