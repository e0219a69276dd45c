#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/flush/flushobjects.h"

namespace relata::orm {

/// The foreign keys of relationships with post_update: they are written by an UPDATE of their own, once both
/// rows are there, or before one of them goes. Belongs to a flush; lives in the session's thread.
class PostUpdates
{
public:
    PostUpdates(SessionCore &core, Attributes &attributes, const FlushObjects &objects)
        : m_core(core), m_attributes(attributes), m_objects(objects)
    {
    }

    /// The object holds the relationship's foreign key, which is to be written.
    void note(ObjectRef object, const MappedRelationship &relationship);
    /// Sends the UPDATEs of all noted objects of a class that are of that fate.
    base::Done write(int cls, Fate fate);

private:
    base::Done writeRow(ObjectRef object, const QSet<int> &columns);
    NamedValues changedKeys(ObjectRef object, const QSet<int> &columns) const;
    base::Result<NamedValues> place(ObjectRef object);

    SessionCore &m_core;
    Attributes &m_attributes;
    const FlushObjects &m_objects;
    QHash<int, QHash<ObjectRef, QSet<int>>> m_noted; ///< by class: objects and columns
};

} // namespace relata::orm
