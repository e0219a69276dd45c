#pragma once

#include "core/orm/attributes/changenotes.h"
#include "core/orm/attributes/reach.h"

namespace relata::orm {

class LazyLoader;

/// Reads the relationships of objects, and takes in what a loader has found for them. Belongs to a session,
/// lives in its thread.
class RelatedObjects
{
public:
    /// @param loader is asked for what is not in memory
    RelatedObjects(SessionCore &core, ChangeNotes &notes, LazyLoader &loader)
        : m_core(core), m_notes(notes), m_loader(loader)
    {
    }

    /// The object of a scalar relationship; loads it where `reach` allows that. InvalidRequest where
    /// lazy="raise" forbids it, DetachedInstance and ObjectDeleted as for a column.
    base::Result<RelatedRead> scalar(ObjectRef object, const MappedRelationship &relationship, Reach reach);
    /// Loads a collection if it may; NotLoaded where it could not. items() then has what it holds.
    base::Result<RelatedRead::Kind> collection(ObjectRef object, const MappedRelationship &relationship,
                                               Reach reach);
    /// What a loaded collection holds. The reference is good until a collection of the class changes.
    const QList<ObjectRef> &items(ObjectRef object, const MappedRelationship &relationship) const;

    /// What scalar() or collection() would set if the relationship is not loaded, for setRead().
    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship, Reach reach);
    void setRead(ObjectRef object, const MappedRelationship &relationship, LazyRead read);
    void setLoadedScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value);
    /// Queued changes are merged in: added ones at the end.
    void setLoadedCollection(ObjectRef object, const MappedRelationship &relationship,
                             QList<ObjectRef> children);

private:
    std::optional<RelatedRead::Kind> whyNotAsked(ObjectRef object, const MappedRelationship &relationship,
                                                 Reach reach) const;
    void mergeQueued(ObjectRef object, const MappedRelationship &relationship);

    SessionCore &m_core;
    ChangeNotes &m_notes;
    LazyLoader &m_loader;
};

} // namespace relata::orm
