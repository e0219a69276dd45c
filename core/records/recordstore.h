#pragma once

#include "core/base/record.h"
#include "core/records/recordshape.h"
#include "core/schema/schema.h"

#include <QHash>
#include <QSet>

namespace relata::records {

/// The identity map of a session: one record for each row, and the collections that have been loaded. Lives
/// in the session's thread.
class RecordStore
{
public:
    RecordStore(const schema::Schema &schema, const RecordShapes &shapes) : m_schema(schema), m_shapes(shapes)
    {
    }

    /// Takes a record in; one that is there already keeps its values: a query does not overwrite what is
    /// loaded.
    const base::Record &add(const base::Record &record);
    /// Overwrites the values of a record after a flush.
    void refresh(const base::Record &record);
    void remove(const base::RecordKey &key);
    /// Null where the record is not in memory.
    const base::Record *find(const base::RecordKey &key) const;
    /// The record of a table whose primary key has these values in the key's order; null where none is in
    /// memory.
    const base::Record *findByPrimaryKey(const QString &table, const base::Values &values) const;

    /// A relationship of a record that has been loaded whole.
    const QList<base::RecordKey> *collection(const base::RecordKey &owner, const QString &relationship) const;
    void setCollection(const base::RecordKey &owner, const QString &relationship,
                       const QList<base::RecordKey> &members);
    /// Forgets every collection of records of the tables, or through them.
    void expireCollections(const QSet<QString> &tables);
    /// Forgets the records of a table whose rows may have changed without the session.
    void expireRecords(const QString &table);
    void clear();

private:
    struct CollectionKey
    {
        base::RecordKey owner;
        QString relationship;
        bool operator==(const CollectionKey &) const = default;
        friend size_t qHash(const CollectionKey &key, size_t seed = 0)
        {
            return qHash(key.owner, ::qHash(key.relationship, seed));
        }
    };

    base::RecordKey primaryKeyOf(const base::Record &record) const;

    const schema::Schema &m_schema;
    const RecordShapes &m_shapes;
    QHash<base::RecordKey, base::Record> m_records;
    /// Only for tables that are addressed by their rowid.
    QHash<base::RecordKey, base::RecordKey> m_byPrimaryKey;
    QHash<CollectionKey, QList<base::RecordKey>> m_collections;
};

} // namespace relata::records
