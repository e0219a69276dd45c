#pragma once

#include "core/base/result.h"
#include "core/records/recordmemory.h"

namespace relata::records {

/// The rows that others are to take their keys of when all are saved: a row refers to a parent that has no
/// key yet by an object, along the many-to-one of a foreign key. Lives in the session's thread; runs no
/// statement.
class PromisedParents
{
public:
    PromisedParents(const RecordShapes &shapes, RecordMemory &memory) : m_shapes(shapes), m_memory(memory) {}

    /// Lets a column of a row, and the other columns of its foreign key, take the parent's key. Refused where
    /// no foreign key of that column leads to the parent's table.
    base::Done link(const QString &table, orm::ObjectRef child, int column, const QString &parentTable,
                    orm::ObjectRef parent);
    /// A foreign key leads to one parent: a column that leaves its new parent takes its companions along.
    void forget(const QString &table, orm::ObjectRef child, int column);
    /// The row keeps none of these parents: its columns hold again what they did.
    void leave(const QString &table, orm::ObjectRef child, const QSet<orm::ObjectRef> &parents);
    /// Which columns take the key of which object, stored ones included.
    QHash<int, orm::ObjectRef> of(const QString &table, orm::ObjectRef child) const;

private:
    const orm::MappedRelationship *foreignKey(const QString &table, qsizetype index) const;
    const orm::MappedRelationship *foreignKeyTo(const QString &table, int column,
                                                const QString &parentTable) const;

    const RecordShapes &m_shapes;
    RecordMemory &m_memory;
};

} // namespace relata::records
