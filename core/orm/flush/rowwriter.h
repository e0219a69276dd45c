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

    /// UPDATEs come before INSERTs: a new row may need a value that an old one gives up. A new object with
    /// the key of one that the same flush deletes takes over its row. Fails with the first statement that
    /// fails, and notes the object as refused.
    base::Done save(QList<ObjectRef> objects);
    /// Objects that are to be kept after all, or whose row has been taken over, are left out. Fails like
    /// save().
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
