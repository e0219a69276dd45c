#include "otherside.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;
using Act = Origin::Act;

namespace {

/// The change began by taking the owner in at this very side.
bool hasLinked(const MappedRelationship &side, const Origin &origin)
{
    return side.isCollection() ? origin.is(Act::Add, side) || origin.is(Act::ReplaceAll, side)
                               : origin.is(Act::Set, side);
}

} // namespace

Result<bool> OtherSide::hasToLink(const Link &link, const MappedRelationship &side,
                                  const Origin &origin) const
{
    const MapperRegistry &registry = m_core.registry;
    if (link.child.cls != side.prop->owner) {
        return fail(ErrorCode::RuleBroken,
                    u"'%1' holds objects of class '%2', not of '%3'."_s.arg(
                        link.relationship.label, registry.mapper(link.relationship.prop->target).name(),
                        m_core.mapper(link.child).name()),
                    u"Link an object of the right class."_s);
    }
    if (!origin.isAt(link.relationship) && !origin.isAt(side)) {
        return fail(
            ErrorCode::NotInCollection,
            u"Linking %1 through '%2' would also change '%3', because both lead back to '%4'."_s.arg(
                m_core.describe(link.child), origin.relationship.label, link.relationship.label, side.label),
            u"Give each relationship a back_populates of its own."_s);
    }
    return !hasLinked(side, origin);
}

bool OtherSide::hasToUnlink(const Link &link, const MappedRelationship &side, const Origin &origin) const
{
    if (link.child.cls != side.prop->owner)
        return false;
    if (origin.is(Act::Remove, side) || origin.is(side.isCollection() ? Act::ReplaceAll : Act::Set, side))
        return false;
    // A child that stands in the list twice still belongs to it, unless a new list has dropped it.
    if (origin.is(Act::ReplaceAll, link.relationship))
        return true;
    const bool mayStandTwice =
        link.relationship.isCollection() && !link.relationship.isQueryOnly() && !side.isCollection();
    return !mayStandTwice ||
           m_core.heap(link.owner).items(link.owner.row, link.relationship.slot).count(link.child) <= 1;
}

OtherSide::Leaving OtherSide::howOldChildLeaves(const Link &link, const MappedRelationship &side,
                                                const Origin &origin) const
{
    if (origin.is(side.isCollection() ? Act::Remove : Act::Set, side))
        return Leaving::Already;
    return link.child.isNone() && origin.is(Act::ReplaceAll, side) ? Leaving::KnownLeft : Leaving::FromMemory;
}

} // namespace relata::orm
