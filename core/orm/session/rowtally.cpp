#include "rowtally.h"

#include <algorithm>

namespace relata::orm {

using base::Value;
using db::ChangedRow;
using db::RowChange;

void RowTally::note(const ChangedRow &row)
{
    Tally &tally = tallyOf(row.table());
    switch (row.change()) {
    case RowChange::Inserted:
        (row.isByDatabase() ? tally.added : tally.named) += identity(tally, row, true);
        return;
    case RowChange::Updated:
        return noteUpdated(tally, row);
    case RowChange::Deleted:
        return noteDeleted(tally, row);
    }
}

QList<TableRows> RowTally::rows() const
{
    QList<TableRows> all;
    for (const Tally &each : m_tables) {
        TableRows rows = {each.name, each.added.size(), each.changed.size(), each.deleted};
        rows.replaced = each.replaced;
        rows.deletedRows = each.deletedRows;
        if (rows.inserted > 0 || rows.updated > 0 || rows.deleted > 0)
            all += rows;
    }
    std::ranges::sort(all, {}, &TableRows::table);
    return all;
}

void RowTally::noteUpdated(Tally &tally, const ChangedRow &row)
{
    const Identity before = identity(tally, row, false);
    const Identity now = identity(tally, row, true);
    QSet<Identity> &kind = !row.isByDatabase() || tally.named.contains(before) ? tally.named
                           : tally.added.contains(before)                      ? tally.added
                                                                               : tally.changed;
    tally.changed.remove(before);
    kind.remove(before);
    kind += now;
}

void RowTally::noteDeleted(Tally &tally, const ChangedRow &row)
{
    const Identity which = identity(tally, row, false);
    tally.changed.remove(which);
    if (!row.isByDatabase() || tally.added.remove(which))
        return;
    ++tally.deleted;
    tally.replaced += row.isReplaced() ? 1 : 0;
    tally.deletedRows += qHash(which, 1);
}

RowTally::Tally &RowTally::tallyOf(const QString &table)
{
    Tally &tally = m_tables[table];
    if (!tally.name.isNull())
        return tally;
    tally.name = table;
    const auto found = std::ranges::find_if(
        m_described, [&](const schema::Table &each) { return schema::sameName(each.name, table); });
    if (found != m_described.cend() && found->withoutRowid)
        tally.keyPlaces = storedPlaces(*found, found->primaryKey);
    return tally;
}

RowTally::Identity RowTally::identity(const Tally &tally, const ChangedRow &row, bool after)
{
    if (tally.keyPlaces.isEmpty())
        return {Value::integer(after ? row.rowidAfter() : row.rowidBefore())};
    Identity key;
    for (const int place : tally.keyPlaces)
        key += after ? row.after(place) : row.before(place);
    return key;
}

QList<int> storedPlaces(const schema::Table &table, const QStringList &columns)
{
    QList<int> places;
    for (const QString &name : columns) {
        int place = 0;
        for (const schema::Column &each : table.columns) {
            if (schema::sameName(each.name, name))
                break;
            place += each.generated == schema::Generated::Virtual ? 0 : 1;
        }
        places += place;
    }
    return places;
}

} // namespace relata::orm
