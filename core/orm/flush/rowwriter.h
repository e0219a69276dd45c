#pragma once

#include "core/orm/flush/rowinserter.h"
#include "core/orm/flush/rowremover.h"
#include "core/orm/flush/rowupdater.h"
#include "core/orm/flush/flushobjects.h"

namespace relata::orm {

/// Writes the rows of objects of one class: decides which of them take an UPDATE, an INSERT or a DELETE, and
/// in which order. Belongs to a flush; lives in the session's thread.
class RowWriter
{
public:
    RowWriter(SessionCore &core, Attributes &attributes, FlushObjects &objects, const KeyBook &keys);

    /// UPDATEs come first: what rows hold may have to go before new ones come. A new object with the key of
    /// one that is deleted by the same flush takes over its row.
    base::Done save(QList<ObjectRef> objects);
    /// Objects that are not deleted any more, or whose row was taken over, are left out.
    base::Done remove(QList<ObjectRef> objects);

private:
    base::Result<QHash<ObjectRef, ObjectRef>> takeOverRows(const QList<ObjectRef> &objects);
    base::Result<ObjectRef> replacedBy(ObjectRef object);

    SessionCore &m_core;
    Attributes &m_attributes;
    FlushObjects &m_objects;
    RowInserter m_inserter;
    RowUpdater m_updater;
    RowRemover m_remover;
};

} // namespace relata::orm
