#include "recordstore.h"

namespace relata::records {

using base::Record;
using base::RecordKey;
using base::Values;

const Record &RecordStore::add(const Record &record)
{
    const auto found = m_records.constFind(record.key);
    if (found != m_records.cend())
        return *found;
    if (const RecordKey key = primaryKeyOf(record); key.isValid())
        m_byPrimaryKey.insert(key, record.key);
    return *m_records.insert(record.key, record);
}

void RecordStore::refresh(const Record &record)
{
    remove(record.key);
    add(record);
}

void RecordStore::remove(const RecordKey &key)
{
    const auto found = m_records.constFind(key);
    if (found == m_records.cend())
        return;
    m_byPrimaryKey.remove(primaryKeyOf(*found));
    m_records.erase(found);
}

const Record *RecordStore::find(const RecordKey &key) const
{
    const auto found = m_records.constFind(key);
    return found == m_records.cend() ? nullptr : &found.value();
}

const Record *RecordStore::findByPrimaryKey(const QString &table, const Values &values) const
{
    const RecordKey key = {table, values, 0};
    const RecordShape *shape = m_shapes.of(table);
    if (shape && shape->addressKind() == schema::RowAddress::Kind::Key)
        return find(key);
    const auto address = m_byPrimaryKey.constFind(key);
    return address == m_byPrimaryKey.cend() ? nullptr : find(*address);
}

const QList<RecordKey> *RecordStore::collection(const RecordKey &owner, const QString &relationship) const
{
    const auto found = m_collections.constFind({owner, relationship});
    return found == m_collections.cend() ? nullptr : &found.value();
}

void RecordStore::setCollection(const RecordKey &owner, const QString &relationship,
                                const QList<RecordKey> &members)
{
    m_collections.insert({owner, relationship}, members);
}

void RecordStore::expireCollections(const QSet<QString> &tables)
{
    m_collections.removeIf([this, &tables](const auto &entry) {
        const auto *relationship = m_schema.relationship(entry.key().owner.table, entry.key().relationship);
        return !relationship || tables.contains(relationship->targetTable) ||
               tables.contains(relationship->secondary) || tables.contains(entry.key().owner.table);
    });
}

void RecordStore::expireRecords(const QString &table)
{
    m_records.removeIf([&table](const auto &entry) { return entry.key().table == table; });
    m_byPrimaryKey.removeIf([&table](const auto &entry) { return entry.key().table == table; });
}

void RecordStore::clear()
{
    m_records.clear();
    m_byPrimaryKey.clear();
    m_collections.clear();
}

RecordKey RecordStore::primaryKeyOf(const Record &record) const
{
    const RecordShape *shape = m_shapes.of(record.key.table);
    return {record.key.table, shape ? shape->primaryKeyBesideAddress(record) : Values(), 0};
}

} // namespace relata::records
