#pragma once

#include "core/orm/attributes/changenotes.h"

namespace relata::orm {

/// Lets go of what objects hold, changes that wait included, so that it is read again when somebody asks for
/// it. Sends no statement. Belongs to a session, lives in its thread.
class Expiry
{
public:
    Expiry(SessionCore &core, ChangeNotes &notes) : m_core(core), m_notes(notes) {}

    /// All persistent objects of the session, wholly.
    void expireSession();
    void expireAll(ObjectRef object);
    void expireColumn(ObjectRef object, int column);
    void expireRelationship(ObjectRef object, const MappedRelationship &relationship);

private:
    SessionCore &m_core;
    ChangeNotes &m_notes;
};

} // namespace relata::orm
