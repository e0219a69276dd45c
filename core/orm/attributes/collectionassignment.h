#pragma once

#include "core/orm/attributes/links.h"

namespace relata::orm {

class LazyLoader;

/// Replaces a collection as a whole: who is new is linked, who is missing is let go of. Belongs to a session,
/// lives in its thread.
class CollectionAssignment
{
public:
    /// @param loader is asked what a dynamic relationship holds
    CollectionAssignment(SessionCore &core, RelatedObjects &related, ChangeNotes &notes, Links &links,
                         LazyLoader &loader)
        : m_core(core), m_related(related), m_notes(notes), m_links(links), m_loader(loader)
    {
    }

    /// Loads what the collection held, where `reach` allows that. InvalidRequest for a write-only collection
    /// of an object that is in the database; else the errors of Links.
    base::Done assign(ObjectRef object, const MappedRelationship &relationship,
                      const QList<ObjectRef> &children, Reach reach);

private:
    base::Done assignQuery(ObjectRef object, const MappedRelationship &relationship,
                           const QList<ObjectRef> &children);

    SessionCore &m_core;
    RelatedObjects &m_related;
    ChangeNotes &m_notes;
    Links &m_links;
    LazyLoader &m_loader;
};

} // namespace relata::orm
