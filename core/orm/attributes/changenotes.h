#pragma once

#include "core/orm/attributes/reads.h"
#include "core/orm/session/sessioncore.h"

namespace relata::orm {

/// Notes what an attribute held before it is changed for the first time (the object's Overlay), and marks the
/// object as modified. The notes go when the change has been written, and put the old values back when it is
/// taken back. Belongs to a session, lives in its thread.
class ChangeNotes
{
public:
    explicit ChangeNotes(SessionCore &core) : m_core(core) {}

    // Before a change
    /// Nothing is noted of an object that has no row: all it holds is new.
    void noteColumn(ObjectRef object, int column);
    /// @param before what the relationship holds, or why that is not known
    void noteScalar(ObjectRef object, const MappedRelationship &relationship, const RelatedRead &before);
    /// A dynamic or write-only collection counts as loaded from then on, although its objects are in the
    /// database.
    void noteCollection(ObjectRef object, const MappedRelationship &relationship);
    void markModified(ObjectRef object);

    // After it was written
    /// The object is as the database has it.
    void commitAll(ObjectRef object);
    void commitColumn(ObjectRef object, int column);
    void commitRelation(ObjectRef object, int slot);

    // Taking it back
    /// The object holds again what was noted; relationships are read again when somebody asks for them.
    void revert(ObjectRef object);
    void revertColumn(ObjectRef object, int column);
    /// An object none of whose attributes has been changed is not modified.
    void forgetIfClean(ObjectRef object);

private:
    void markModified(ObjectRef object, const MappedRelationship &relationship);
    void rememberItems(ObjectRef object, const MappedRelationship &relationship);
    void forgetDeferredChanges(ObjectRef object);

    SessionCore &m_core;
};

} // namespace relata::orm
