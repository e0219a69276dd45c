#pragma once

#include "core/orm/session/objectstates.h"

namespace relata::orm {

class Loading;

/// Lets attributes of persistent objects expire, and reads them again at once where that is wanted. Belongs
/// to a session, lives in its thread.
class Refresher
{
public:
    Refresher(SessionCore &core, Attributes &attributes, Loading &loading, CascadeWalker &walker,
              ObjectStates &states)
        : m_core(core), m_attributes(attributes), m_loading(loading), m_walker(walker), m_states(states)
    {
    }

    // As the functions of the Session with these names.
    base::Done expire(ObjectRef object, const QStringList &attributes);
    base::Done refresh(ObjectRef object, const QStringList &attributes);

private:
    void expireNamed(ObjectRef object, const QStringList &attributes);
    void expireReached(ObjectRef object);
    base::Done read(ObjectRef object, const QStringList &attributes);
    base::Done readRelationship(ObjectRef object, const MappedRelationship &relationship);

    SessionCore &m_core;
    Attributes &m_attributes;
    Loading &m_loading;
    CascadeWalker &m_walker;
    ObjectStates &m_states;
};

} // namespace relata::orm
