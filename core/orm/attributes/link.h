#pragma once

#include "core/orm/store/mapper.h"
#include "core/orm/store/objectref.h"

namespace relata::orm {

/// One object linked to another, seen from the side of the relationship that the owner has.
struct Link
{
    ObjectRef owner;
    const MappedRelationship &relationship;
    ObjectRef child; ///< None: a scalar that is set to nobody, or a list that holds a None

    /// The same link as the child's relationship has it.
    Link seenFrom(const MappedRelationship &otherSide) const { return {child, otherSide, owner}; }
};

/// Where a change of links began and what was done there. Changing one side of a relationship changes the
/// other, which would change the first again. So every change carries its origin, and a side that is about to
/// repeat the change that started it has nothing left to do (OtherSide has the rules).
struct Origin
{
    enum class Act {
        Add,        ///< to a collection
        Remove,     ///< from a collection
        Set,        ///< a scalar, to nobody as well
        ReplaceAll, ///< a collection as a whole
    };
    Act act;
    const MappedRelationship &relationship;

    /// Of a link that somebody makes or takes away here.
    static Origin ofLinking(const MappedRelationship &relationship)
    {
        return {relationship.isCollection() ? Act::Add : Act::Set, relationship};
    }
    static Origin ofUnlinking(const MappedRelationship &relationship)
    {
        return {relationship.isCollection() ? Act::Remove : Act::Set, relationship};
    }

    bool isAt(const MappedRelationship &side) const { return side.index == relationship.index; }
    bool is(Act what, const MappedRelationship &where) const { return act == what && isAt(where); }
    /// SQLAlchemy knows by the name of the attribute alone where a change began: the other side counts, too,
    /// if it has the same name.
    bool isAtNameOf(const MappedRelationship &side) const
    {
        return isAt(side) || side.prop->name == relationship.prop->name;
    }
};

} // namespace relata::orm
