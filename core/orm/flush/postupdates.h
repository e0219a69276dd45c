#pragma once

#include "core/orm/attributes/attributes.h"
#include "core/orm/flush/flushobjects.h"

namespace relata::orm {

/// The foreign keys of relationships with post_update. They get an UPDATE of their own, after both rows have
/// been written or before one of them is deleted. Belongs to a flush; lives in the session's thread.
class PostUpdates
{
public:
    PostUpdates(SessionCore &core, Attributes &attributes, const FlushObjects &objects)
        : m_core(core), m_attributes(attributes), m_objects(objects)
    {
    }

    /// Asks for an UPDATE of an object that holds the relationship's foreign key.
    void note(ObjectRef object, const MappedRelationship &relationship);
    /// Sends the UPDATEs of a class, for its saved or its deleted objects. Fails where one does not find its
    /// row.
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
