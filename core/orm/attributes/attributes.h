#pragma once

#include "core/orm/attributes/reach.h"
#include "core/orm/session/sessioncore.h"

namespace relata::orm {

class LazyLoader;

/// The value of a column in memory, or why there is none.
struct ColumnRead
{
    enum class Kind { Value, NeverSet, NotLoaded };
    Kind kind = Kind::NeverSet;
    base::Value value;
};

/// A related object (or None), or why there is none. Of a collection only the kind counts.
struct RelatedRead
{
    enum class Kind { Value, NeverSet, NotLoaded };
    Kind kind = Kind::NeverSet;
    ObjectRef object;
};

/// What a lazy load found.
struct LazyRead
{
    RelatedRead::Kind kind = RelatedRead::Kind::NeverSet;
    QList<ObjectRef> objects;
    bool cameWithOwner = false; ///< reading the owner again has set the attribute
};

/// The net change of a column.
struct ColumnHistory
{
    std::optional<base::Value> added;
    std::optional<base::Value> unchanged;
    std::optional<base::Value> removed;
};

/// The net change of a relationship.
struct RelatedHistory
{
    QList<ObjectRef> added;
    QList<ObjectRef> unchanged;
    QList<ObjectRef> removed;

    bool isEmpty() const { return added.isEmpty() && unchanged.isEmpty() && removed.isEmpty(); }
    QList<ObjectRef> all() const { return added + unchanged + removed; }
};

/// Where a change of a relationship came from, so that it is not sent back there: SQLAlchemy's event token.
struct Initiator
{
    enum class Kind { None, Append, Remove, Replace, BulkReplace };
    Kind kind = Kind::None;
    int relationship = -1;

    bool operator==(const Initiator &) const = default;
};

/// Reads and changes the attributes of objects, keeps their history, and tells the other side of a
/// relationship. Belongs to a session.
class Attributes
{
public:
    explicit Attributes(SessionCore &core) : m_core(core) {}

    /// The loader is asked for what is not in memory.
    void setLoader(LazyLoader *loader) { m_loader = loader; }

    // Columns
    base::Result<ColumnRead> column(ObjectRef object, int column, Reach reach = kAnywhere);
    /// The value as the database has it, where it was changed since.
    base::Result<ColumnRead> committedColumn(ObjectRef object, int column, Reach reach);
    base::Done setColumn(ObjectRef object, int column, const base::Value &value);
    ColumnHistory columnHistory(ObjectRef object, int column) const;

    // Relationships
    base::Result<RelatedRead> scalar(ObjectRef object, const MappedRelationship &relationship,
                                     Reach reach = kAnywhere);
    /// Loads the collection if it may; NotLoaded where it could not.
    base::Result<RelatedRead::Kind> collection(ObjectRef object, const MappedRelationship &relationship,
                                               Reach reach = kAnywhere);
    /// What scalar() or collection() would set if the relationship is not loaded, for setRead().
    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship, Reach reach);
    void setRead(ObjectRef object, const MappedRelationship &relationship, LazyRead read);
    const QList<ObjectRef> &items(ObjectRef object, const MappedRelationship &relationship) const;
    base::Done setScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                         Initiator initiator = {});
    base::Done append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                      Initiator initiator = {}, Reach reach = kAnywhere);
    base::Done remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                      Initiator initiator = {}, Reach reach = kAnywhere);
    base::Done assign(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &children, Reach reach = kAnywhere);
    base::Result<RelatedHistory> history(ObjectRef object, const MappedRelationship &relationship,
                                         Reach reach);
    /// Everything a save-update cascade has to look at: what is there and what was before.
    QList<ObjectRef> allPending(ObjectRef object, const MappedRelationship &relationship) const;

    // As loaded
    void setLoadedScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value);
    /// Queued changes are merged in: added ones at the end.
    void setLoadedCollection(ObjectRef object, const MappedRelationship &relationship,
                             QList<ObjectRef> children);
    /// Forgets history: the object is as the database has it.
    void commitAll(ObjectRef object);
    void commitColumn(ObjectRef object, int column);
    void commitRelation(ObjectRef object, int slot);
    void expireAll(ObjectRef object);
    void expireColumn(ObjectRef object, int column);
    void expireRelationship(ObjectRef object, const MappedRelationship &relationship);
    bool isModified(ObjectRef object);

    // Taking changes back: the object holds again what the database has.
    void revert(ObjectRef object);
    void revertColumn(ObjectRef object, int column);
    /// An object none of whose attributes has been changed is not modified.
    void forgetIfClean(ObjectRef object);
    /// The save-update and delete-orphan rules that hold when an object is linked; set by the Session.
    std::function<base::Done(ObjectRef)> addToSession;
    std::function<base::Done(ObjectRef)> expungePending;

private:
    void forgetDeferredChanges(ObjectRef object);
    std::optional<RelatedRead::Kind> whyNotAsked(ObjectRef object, const MappedRelationship &relationship,
                                                 Reach reach) const;
    base::Result<RelatedHistory> historyOfCollection(ObjectRef object, const MappedRelationship &relationship,
                                                     Reach reach);
    base::Result<RelatedHistory> historyOfScalar(ObjectRef object, const MappedRelationship &relationship,
                                                 Reach reach);
    base::Result<ObjectRef> askForOld(ObjectRef object, const MappedRelationship &relationship) const;
    base::Done popScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef expected,
                         Initiator initiator);
    base::Done replaceScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                             Initiator initiator, std::optional<ObjectRef> expected);
    base::Done pop(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                   Initiator initiator);
    base::Done appendQuietly(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                             Initiator initiator);
    base::Done removeQuietly(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                             Initiator initiator);
    base::Done assignQuery(ObjectRef object, const MappedRelationship &relationship,
                           const QList<ObjectRef> &children);
    base::Done fireAppend(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                          Initiator initiator);
    base::Done fireRemove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                          Initiator initiator);
    base::Done fireReplace(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                           RelatedRead before, Initiator initiator);
    base::Done cascadeAdd(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                          Initiator initiator);
    base::Done cascadeRemove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child);
    base::Done checkSingleParent(const MappedRelationship &relationship, ObjectRef child,
                                 Initiator initiator);
    base::Result<const MappedRelationship *> otherSide(const MappedRelationship &relationship,
                                                       ObjectRef child, int reverse, Initiator initiator);
    base::Done syncAppend(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                          Initiator initiator);
    base::Done syncRemove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                          Initiator initiator);
    base::Done syncReplace(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                           RelatedRead before, Initiator initiator);
    void markModified(ObjectRef object);
    /// What is only for viewing changes nothing that could be written.
    void markModified(ObjectRef object, const MappedRelationship &relationship);
    void noteCollection(ObjectRef object, const MappedRelationship &relationship);
    void rememberCollection(ObjectRef object, const MappedRelationship &relationship);
    void rememberScalar(ObjectRef object, const MappedRelationship &relationship, RelatedRead before);

    SessionCore &m_core;
    LazyLoader *m_loader = nullptr;
};

} // namespace relata::orm
