#include "keptids.h"

#include "core/base/freshid.h"
#include "core/schema/partids.h"

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
    QSet<int> tablesTaken;
    QSet<int> linksTaken;
    for (const Table &table : before.tables) {
        tablesTaken += table.id.number;
        for (const ForeignKey &key : table.foreignKeys)
            linksTaken += key.id.number;
    }
    const auto fresh = []<typename Id>(Id, QSet<int> &taken) {
        const Id id = base::freshId<Id>([&taken](Id each) { return taken.contains(each.number); });
        taken += id.number;
        return id;
    };
    for (Table &table : again.tables) {
        const Table *known = before.table(table.name);
        table.id = known ? known->id : fresh(TableId(), tablesTaken);
        clearPartIds(table);
        if (known)
            takePartIds(table, *known);
        drawPartIds(table);
        QSet<LinkId> taken; // Two keys may be the same but for their name.
        for (ForeignKey &key : table.foreignKeys) {
            const ForeignKey *same = known ? sameKey(*known, key) : nullptr;
            const LinkId id = same && !taken.contains(same->id) ? same->id : fresh(LinkId(), linksTaken);
            taken += id;
            key.id = id;
        }
    }
    return again;
}

} // namespace relata::schema
