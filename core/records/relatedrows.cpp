#include "relatedrows.h"

#include <algorithm>

namespace relata::records {

using base::PageRequest;
using base::Record;
using base::RecordKey;
using base::RecordPage;
using base::Value;
using base::Values;
using schema::Direction;
using schema::Relationship;
using schema::Table;

bool Related::leadsNowhere() const
{
    return std::any_of(local.cbegin(), local.cend(), [](const Value &value) { return value.isNull(); });
}

Related RelatedRows::of(const Relationship &relationship, const Record &owner) const
{
    const Table &table = m_shapes.of(owner.key.table)->table();
    Values local;
    for (const schema::ColumnPair &pair : relationship.pairs)
        local += owner.values.value(table.columnIndex(pair.local));
    return {relationship, owner.key, local};
}

std::optional<RecordPage> RelatedRows::page(const PageRequest &request, const Related &related) const
{
    RecordPage page;
    page.fromMemory = true;
    if (const auto *members = m_store.collection(related.owner, related.relationship.name)) {
        const qsizetype start = request.after.key.isValid() ? members->indexOf(request.after.key) + 1 : 0;
        for (const RecordKey &member : members->mid(start, request.limit)) {
            if (const Record *record = m_store.find(member))
                page.records += *record;
        }
        page.hasMore = start + request.limit < members->size();
        return page;
    }
    if (related.leadsNowhere())
        return page;
    if (const Record *found = parent(related)) {
        page.records += *found;
        return page;
    }
    return std::nullopt;
}

/// SQLAlchemy's use_get: only a join to the whole primary key can be answered by the identity map.
const Record *RelatedRows::parent(const Related &related) const
{
    const Relationship &relationship = related.relationship;
    const RecordShape *target = m_shapes.of(relationship.targetTable);
    if (relationship.direction != Direction::ManyToOne || !target ||
        target->table().primaryKey.size() != relationship.pairs.size())
        return nullptr;
    const QStringList remote = remoteColumnsOf(relationship);
    Values key;
    for (const QString &column : target->table().primaryKey) {
        const int place = schema::indexOfName(remote, column);
        if (place < 0)
            return nullptr;
        key += related.local[place];
    }
    return m_store.findByPrimaryKey(target->table().name, key);
}

QStringList remoteColumnsOf(const Relationship &relationship)
{
    QStringList names;
    for (const schema::ColumnPair &pair : relationship.pairs)
        names += pair.remote;
    return names;
}

} // namespace relata::records
