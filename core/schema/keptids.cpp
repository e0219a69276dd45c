#include "keptids.h"

#include <QHash>
#include <QSet>

namespace relata::schema {

using base::LinkId;
using base::TableId;

namespace {

const ForeignKey *sameKey(const Table &table, const ForeignKey &key)
{
    for (const ForeignKey &other : table.foreignKeys) {
        if (other.columns == key.columns && sameName(other.table, key.table) &&
            other.targetColumns == key.targetColumns)
            return &other;
    }
    return nullptr;
}

} // namespace

Schema withIdsOf(Schema again, const Schema &before)
{
    int lastTable = before.freeTableId().number;
    int lastLink = before.freeLinkId().number;
    QHash<LinkId, LinkId> links;
    for (Table &table : again.tables) {
        const Table *known = before.table(table.name);
        table.id = known ? known->id : TableId{lastTable++};
        QSet<LinkId> taken; // Two keys may be the same but for their name.
        for (ForeignKey &key : table.foreignKeys) {
            const ForeignKey *same = known ? sameKey(*known, key) : nullptr;
            const LinkId id = same && !taken.contains(same->id) ? same->id : LinkId{lastLink++};
            taken += id;
            links.insert(key.id, id);
            key.id = id;
        }
    }
    for (MappedClass &mapped : again.classes) {
        for (Relationship &relationship : mapped.relationships)
            relationship.link = links.value(relationship.link, relationship.link);
    }
    return again;
}

} // namespace relata::schema
