#include "linkcascades.h"

#include "core/orm/session/sessionactions.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using mapping::Cascade;

Done LinkCascades::checkSingleParent(const Link &link, const Origin &origin) const
{
    const MappedRelationship &relationship = link.relationship;
    if (!relationship.prop->singleParent || link.child.isNone() || !origin.isAtNameOf(relationship) ||
        !m_core.isKnownToHaveParent(link.child, relationship.index))
        return {};
    return fail(ErrorCode::InvalidRequest,
                u"%1 already belongs to another object through '%2', which allows a single parent."_s.arg(
                    m_core.describe(link.child), relationship.label),
                u"Take it away from the other object first."_s);
}

Done LinkCascades::bringIn(const Link &link, const Origin &origin)
{
    if (link.child.isNone() || !m_core.has(link.owner, InSession) || !origin.isAtNameOf(link.relationship) ||
        !link.relationship.cascades(Cascade::SaveUpdate) || m_core.contains(link.child))
        return {};
    return m_core.actions.add(link.child);
}

Done LinkCascades::orphan(const Link &link)
{
    if (link.child.isNone() || !link.relationship.cascades(Cascade::DeleteOrphan) ||
        !m_core.isOrphan(link.child))
        return {};
    if (m_core.has(link.owner, InSession) && m_core.has(link.child, IsNew))
        return m_core.actions.expunge(link.child);
    m_core.set(link.child, LostParent);
    return {};
}

Done LinkCascades::orphanReplaced(const Link &link)
{
    if (!link.relationship.cascades(Cascade::DeleteOrphan) || !m_core.has(link.child, IsNew) ||
        !m_core.isOrphan(link.child))
        return {};
    return m_core.actions.expunge(link.child);
}

} // namespace relata::orm
