#pragma once

#include "core/orm/flush/keybook.h"

namespace relata::orm {

/// What is to be written into a secondary table.
struct LinkChanges
{
    QList<NamedValues> inserts;
    QList<WrittenRow> updates;
    QList<NamedValues> deletes;
};

/// Makes and writes the rows of secondary tables, each of which links two objects. Belongs to a flush; lives
/// in the session's thread.
class LinkRows
{
public:
    LinkRows(SessionCore &core, Attributes &attributes, const KeyBook &keys)
        : m_core(core), m_attributes(attributes), m_keys(keys)
    {
    }

    /// An object and a related one.
    using Pairs = QSet<std::pair<ObjectRef, ObjectRef>>;
    /// The pairs that this flush has written for the relationship or one that is linked with it; null where
    /// none is linked. Kept by the names of the relationships, as SQLAlchemy keeps them. The caller adds to
    /// them.
    Pairs *writtenPairs(const MappedRelationship &relationship);

    enum class Keys { Now, AsInDatabase };
    /// The row that links two objects. Fails where a key cannot be read.
    base::Result<NamedValues> row(const MappedRelationship &relationship, ObjectRef object, ObjectRef related,
                                  Keys keys);
    /// Sends DELETEs, then UPDATEs, then INSERTs. Fails where a row that is to be changed is not there.
    base::Done write(const MappedRelationship &relationship, const LinkChanges &changes);

private:
    const schema::Table &table(const MappedRelationship &relationship) const;
    base::Done addSide(const MappedRelationship &relationship, const QList<mapping::SyncPair> &pairs,
                       ObjectRef side, Keys keys, NamedValues &row);
    void warnOfMissingKey(const schema::Table &table, const NamedValues &row);
    base::Done checkFound(const MappedRelationship &relationship, qint64 found, qsizetype wanted) const;

    SessionCore &m_core;
    Attributes &m_attributes;
    const KeyBook &m_keys;
    QHash<QString, Pairs> m_pairs;
};

} // namespace relata::orm
