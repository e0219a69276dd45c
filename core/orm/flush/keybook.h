#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// Copies keys along relationships, into the foreign keys that refer to them, and remembers which of those
/// the database itself has changed. Belongs to a flush; lives in the session's thread.
class KeyBook
{
public:
    KeyBook(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// Who brings a copied key into the row: an UPDATE of the flush, or ON UPDATE CASCADE.
    enum class WrittenBy { Flush, Database };
    /// Fails where the key cannot be read, or where checkColumn() does.
    base::Done copy(ObjectRef from, ObjectRef to, const MappedRelationship &relationship, WrittenBy by);
    /// Sets the foreign key of an object to NULL. Fails where that would empty its primary key.
    base::Done clear(ObjectRef object, const MappedRelationship &relationship);
    /// Whether the database has by now written into its row what the key column holds.
    bool isWrittenByDatabase(ObjectRef object, int column) const
    {
        return m_writtenByDatabase.contains({object, column});
    }
    /// Fails where the object's table does not have the column: a join with wrong marks can say that a class
    /// gives or takes a value that it does not have.
    base::Done checkColumn(ObjectRef object, mapping::ColumnIndex column,
                           const MappedRelationship &relationship) const;

private:
    base::Done checkMayBeEmptied(ObjectRef object, const mapping::SyncPair &pair,
                                 const MappedRelationship &relationship);

    SessionCore &m_core;
    Attributes &m_attributes;
    QSet<std::pair<ObjectRef, int>> m_writtenByDatabase;
};

} // namespace relata::orm
