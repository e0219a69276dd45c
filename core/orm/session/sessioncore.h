#pragma once

#include "core/base/result.h"
#include "core/orm/session/insertstatements.h"
#include "core/orm/plan/loadoptions.h"
#include "core/orm/session/executor.h"
#include "core/orm/session/sessionoptions.h"
#include "core/orm/session/snapshots.h"
#include "core/orm/store/classheap.h"

#include <memory>

namespace relata::orm {

class SessionActions;

/// A remark that SQLAlchemy makes as an SAWarning.
struct Warning
{
    QString kind;
    QString sentence;
};

/// Everything in memory that a flush may change: a copy to come back to.
struct SessionMemory
{
    std::vector<std::unique_ptr<ClassHeap>> heaps;
    OrderedObjects newObjects;
    QSet<ObjectRef> deleted;
    QSet<ObjectRef> modified;
    Snapshots snapshots;
    QList<Warning> warnings;
    QHash<std::pair<ObjectRef, int>, ObjectRef> parents;
};

/// What the parts of a session share: the objects, which of them are new, deleted or changed, and the way to
/// the database. Belongs to the Session; every part lives in its thread.
class SessionCore
{
public:
    /// @param sessionActions the way back to the session; it outlives the core
    SessionCore(db::Connection &connection, mapping::Configuration configuration,
                SessionActions &sessionActions);

    MapperRegistry registry;
    Executor executor;
    SessionActions &actions;
    std::vector<std::unique_ptr<ClassHeap>> heaps; ///< by class

    InsertStatements insertStatements{registry.dialect()};

    SessionOptions options;
    bool autoflush = true; ///< the option, which may change
    bool flushing = false;
    OrderedObjects newObjects; ///< pending ones in the order in which they came
    QSet<ObjectRef> deleted;   ///< marked for deletion by the next flush
    QSet<ObjectRef> modified;
    Snapshots snapshots; ///< what the transaction has done to objects
    QList<Warning> warnings;
    ObjectRef refused; ///< see Session::refused()
    /// Loader options with which objects were loaded, by the numbers that their heaps keep; 0 is none.
    std::vector<std::shared_ptr<const LoadContext>> contexts{nullptr};

    SessionMemory copyMemory() const;
    /// Objects that came since the copy was made are gone.
    void setMemory(SessionMemory memory);

    ClassHeap &heap(ObjectRef object) { return *heaps[size_t(object.cls)]; }
    const ClassHeap &heap(ObjectRef object) const { return *heaps[size_t(object.cls)]; }
    const Mapper &mapper(ObjectRef object) const { return registry.mapper(object.cls); }
    bool has(ObjectRef object, ObjectFlag flag) const { return heap(object).has(object.row, flag); }
    void set(ObjectRef object, ObjectFlag flag, bool on = true) { heap(object).set(object.row, flag, on); }
    /// Pending, or persistent and not deleted by a flush.
    bool contains(ObjectRef object) const;
    /// Nothing waits to be saved.
    bool isClean() const { return newObjects.isEmpty() && modified.isEmpty() && deleted.isEmpty(); }
    ObjectRef create(int cls);
    /// The object of an identity key in the identity map; None where there is none.
    ObjectRef find(int cls, const base::Values &key) const;
    /// Takes the object out of the identity map; another one with its key stays.
    void forgetIdentity(ObjectRef object);
    /// The object has no row any more: it was deleted, or turned out to be gone. It is out of the identity
    /// map unless a rollback brings it back.
    void rowIsGone(ObjectRef object);

    /// Whether somebody has the child; a persistent one that nobody moved is taken to have a parent.
    bool hasParent(ObjectRef child, int relationship) const;
    /// Whether it is known in memory that somebody has the child.
    bool isKnownToHaveParent(ObjectRef child, int relationship) const;
    void noteParent(ObjectRef child, int relationship, ObjectRef parent);
    /// The parent lets go of the child, unless somebody else has taken it over meanwhile.
    void noteParentLost(ObjectRef child, int relationship, ObjectRef parent);
    /// Some relationship with delete-orphan has let go of it (SQLAlchemy 2.0: losing any one is enough).
    bool isOrphan(ObjectRef object) const;
    void forgetParents(ObjectRef object);

    void warn(QString sentence) { warnings += Warning{QStringLiteral("SAWarning"), std::move(sentence)}; }
    /// "Book 'Book:3'", for sentences.
    QString describe(ObjectRef object) const;
    /// Keeps loader options for objects; their number.
    quint32 keepContext(LoadContext context);
    /// The loader options that an object was loaded with: its lazy loads follow them. Null where it has none.
    const LoadContext *contextOf(ObjectRef object) const
    {
        return contexts[heap(object).context(object.row)].get();
    }
    /// Flushes if autoflush is on and no flush is underway.
    base::Done autoflushNow();

private:
    /// Who has a child through which relationship, as far as that has changed: SQLAlchemy's state.parents.
    /// None: its parent has let go of it.
    QHash<std::pair<ObjectRef, int>, ObjectRef> m_parents;
    /// Contexts keep their options alive, so that an address stays that of the same options.
    QHash<std::pair<const LoadOptions *, QList<int>>, quint32> m_contextNumbers;
};

} // namespace relata::orm
