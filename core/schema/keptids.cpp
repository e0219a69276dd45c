#include "keptids.h"

#include "core/base/freshid.h"
#include "core/schema/partids.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace relata::schema {

using base::LinkId;
using base::TableId;

namespace {

bool joinsTheSame(const ForeignKey &a, const ForeignKey &b)
{
    return a.columns == b.columns && sameName(a.table, b.table) && a.targetColumns == b.targetColumns;
}

const ForeignKey *sameKey(const Table &table, const ForeignKey &key)
{
    const auto found = std::ranges::find_if(
        table.foreignKeys, [&key](const ForeignKey &each) { return joinsTheSame(each, key); });
    return found == table.foreignKeys.cend() ? nullptr : &*found;
}

template<typename Part, typename Id>
bool hasId(const QList<Part> &parts, Id id)
{
    return std::ranges::any_of(parts, [id](const Part &each) { return each.id == id; });
}

/// What is new of a database takes the id of the same thing of the design, unless it is another one's there.
template<typename Part, typename IsSame>
void adoptIds(QList<Part> &now, const QList<Part> &before, const QList<Part> &design, IsSame isSame)
{
    for (Part &part : now) {
        if (hasId(before, part.id))
            continue;
        const auto same = std::ranges::find_if(design, [&](const Part &each) {
            return isSame(each, part) && !hasId(std::as_const(now), each.id);
        });
        if (same != design.cend())
            part.id = same->id;
    }
}

void adoptPartIds(Table &now, const Table &before, const Table &design)
{
    const auto same = [](const auto &a, const auto &b) { return isSamePart(a, b); };
    adoptIds(now.columns, before.columns, design.columns, same);
    adoptIds(now.indexes, before.indexes, design.indexes, same);
    adoptIds(now.uniques, before.uniques, design.uniques, same);
    adoptIds(now.checks, before.checks, design.checks, same);
    adoptIds(now.foreignKeys, before.foreignKeys, design.foreignKeys, joinsTheSame);
}

} // namespace

Schema withIdsOf(const Schema &again, const Schema &before, const Schema &design)
{
    Schema now = withIdsOf(again, before);
    adoptIds(now.tables, before.tables, design.tables,
             [](const Table &a, const Table &b) { return a.kind == b.kind && sameName(a.name, b.name); });
    for (Table &table : now.tables) {
        const Table *known = before.table(table.id);
        if (const Table *drawn = design.table(table.id))
            adoptPartIds(table, known ? *known : Table(), *drawn);
    }
    return now;
}

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
