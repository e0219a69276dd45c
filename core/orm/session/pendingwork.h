#pragma once

#include "core/orm/session/objectstates.h"

namespace relata::orm {

/// What waits for the next flush, object by object, and the way to take it back before. Sends no statement,
/// but dirty() may. Belongs to a session, lives in its thread.
class PendingWork
{
public:
    PendingWork(SessionCore &core, Attributes &attributes, ObjectStates &states)
        : m_core(core), m_attributes(attributes), m_states(states)
    {
    }

    // As the functions of the Session with these names.
    QList<ObjectRef> dirty();
    QList<int> changedColumns(ObjectRef object) const;
    std::optional<ObjectRef> changedTo(ObjectRef object, const MappedRelationship &relationship) const;
    void revert(ObjectRef object);
    void revert(ObjectRef object, int column);
    void revert(ObjectRef object, const MappedRelationship &relationship);

private:
    SessionCore &m_core;
    Attributes &m_attributes;
    ObjectStates &m_states;
};

} // namespace relata::orm
