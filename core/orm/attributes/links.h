#pragma once

#include "core/orm/attributes/linkcascades.h"
#include "core/orm/attributes/otherside.h"
#include "core/orm/attributes/relatedobjects.h"

namespace relata::orm {

/// Links objects and takes links away: changes one side of a relationship in memory, and with it the other
/// side, who belongs to the session, and what is noted of the state before. A collection that is not in
/// memory is not loaded for it; the change waits. Belongs to a session, lives in its thread.
///
/// Errors: RuleBroken for an object of a wrong class, InvalidRequest for a second parent where single_parent
/// allows one, and whatever loading a relationship can meet.
class Links
{
public:
    Links(SessionCore &core, RelatedObjects &related, ChangeNotes &notes)
        : m_core(core), m_related(related), m_notes(notes), m_cascades(core), m_otherSide(core)
    {
    }

    /// Lets a scalar relationship hold the child, or nobody.
    base::Done set(const Link &link) { return set(link, Origin::ofLinking(link.relationship)); }
    /// Adds to a collection, at its end; sets a scalar.
    base::Done add(const Link &link) { return add(link, Origin::ofLinking(link.relationship), kAnywhere); }
    /// NotInCollection where a loaded collection does not hold the child. A scalar is set to nobody if it
    /// holds the child.
    base::Done remove(const Link &link)
    {
        return remove(link, Origin::ofUnlinking(link.relationship), kAnywhere);
    }

    // For who replaces a collection as a whole.
    base::Done add(const Link &link, const Origin &origin, Reach reach);
    /// Remembers for a collection that is not in memory what will be added when it is loaded.
    base::Done queueAdding(const Link &link, const Origin &origin);
    base::Done queueRemoval(const Link &link, const Origin &origin);
    /// All that follows when a child leaves a collection, but for taking it out of the list.
    base::Done letGo(const Link &link, const Origin &origin);

private:
    base::Done set(const Link &link, const Origin &origin);
    base::Done unset(const Link &link, const Origin &origin);
    base::Done remove(const Link &link, const Origin &origin, Reach reach);
    base::Done release(const Link &link, const Origin &origin);
    base::Result<RelatedRead> scalarBefore(const Link &link);
    base::Done replaceScalar(const Link &link, const RelatedRead &before, const Origin &origin);

    base::Done takeIn(const Link &link, const Origin &origin);
    base::Done changeChild(const Link &link, const RelatedRead &before, const Origin &origin);
    base::Done linkOtherSide(const Link &link, const MappedRelationship &side, const Origin &origin);
    base::Done releaseOldChild(const Link &link, const MappedRelationship &side, ObjectRef oldChild,
                               const Origin &origin);

    SessionCore &m_core;
    RelatedObjects &m_related;
    ChangeNotes &m_notes;
    LinkCascades m_cascades;
    OtherSide m_otherSide;
};

} // namespace relata::orm
