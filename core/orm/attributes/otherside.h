#pragma once

#include "core/orm/attributes/link.h"
#include "core/orm/session/sessioncore.h"

namespace relata::orm {

/// The rules by which the other side of a relationship follows a change, and where a change stops. Decides
/// only: Links asks it and does the rest. Belongs to a session, lives in its thread.
class OtherSide
{
public:
    explicit OtherSide(const SessionCore &core) : m_core(core) {}

    /// Whether the child's side has to take the owner in, after the link was made. RuleBroken where the child
    /// is of a class that does not belong there; NotInCollection where two relationships lead to the same
    /// other side and the change began at neither of these two.
    base::Result<bool> hasToLink(const Link &link, const MappedRelationship &side,
                                 const Origin &origin) const;
    /// Whether the child's side has to let go of the owner, after the link was taken away.
    bool hasToUnlink(const Link &link, const MappedRelationship &side, const Origin &origin) const;

    /// How the object that a scalar held before lets go of the owner.
    enum class Leaving {
        Already,    ///< it has let go already: there the change began
        FromMemory, ///< its list or scalar is looked into
        KnownLeft,  ///< it has just dropped the owner with its whole list, which need not be searched
    };
    /// @param link with the child that the scalar holds from now on
    Leaving howOldChildLeaves(const Link &link, const MappedRelationship &side, const Origin &origin) const;

private:
    const SessionCore &m_core;
};

} // namespace relata::orm
