#include "mergedschema.h"

#include <algorithm>
#include <optional>

namespace relata::open {

using schema::Table;

namespace {

/// One thing that may have changed on either side, or be gone.
template<typename T>
T mergedValue(const T &base, const T &mine, const T &theirs)
{
    return mine == base ? theirs : mine;
}

/// Lists whose items are found again by a key: mine in my order, then what is new of theirs.
template<typename List, typename Key, typename Merge>
List mergedList(const List &base, const List &mine, const List &theirs, Key key, Merge merge)
{
    const auto find = [&key](const List &list, const auto &wanted) -> const typename List::value_type * {
        const auto found = std::ranges::find_if(list, [&](const auto &each) { return key(each) == wanted; });
        return found == list.cend() ? nullptr : &*found;
    };
    List result;
    for (const auto &each : mine) {
        const auto *before = find(base, key(each));
        const auto *now = find(theirs, key(each));
        if (before && now)
            result += merge(*before, each, *now);
        else if (!before || each != *before)
            result += each; // Mine alone, or changed by me and gone there: a difference.
    }
    for (const auto &each : theirs) {
        if (!find(base, key(each)) && !find(mine, key(each)))
            result += each;
    }
    return result;
}

Table mergedTable(const Table &base, const Table &mine, const Table &theirs)
{
    if (mine == base)
        return theirs;
    if (theirs == base || theirs == mine)
        return mine;
    const auto value = []<typename T>(const T &b, const T &m, const T &t) { return mergedValue(b, m, t); };
    Table table = mine;
    table.name = mergedValue(base.name, mine.name, theirs.name);
    const auto id = [](const auto &each) { return each.id; };
    table.columns = mergedList(base.columns, mine.columns, theirs.columns, id, value);
    table.foreignKeys = mergedList(base.foreignKeys, mine.foreignKeys, theirs.foreignKeys, id, value);
    table.indexes = mergedList(base.indexes, mine.indexes, theirs.indexes, id, value);
    table.primaryKey = mergedValue(base.primaryKey, mine.primaryKey, theirs.primaryKey);
    table.keyClause = mergedValue(base.keyClause, mine.keyClause, theirs.keyClause);
    table.uniques = mergedList(base.uniques, mine.uniques, theirs.uniques, id, value);
    table.checks = mergedList(base.checks, mine.checks, theirs.checks, id, value);
    table.withoutRowid = mergedValue(base.withoutRowid, mine.withoutRowid, theirs.withoutRowid);
    table.strict = mergedValue(base.strict, mine.strict, theirs.strict);
    table.comment = mergedValue(base.comment, mine.comment, theirs.comment);
    table.triggers = theirs.triggers;
    table.sql = theirs.sql;
    table.kind = theirs.kind;
    table.error = theirs.error;
    return table;
}

} // namespace

schema::Schema merged(const schema::Schema &base, const schema::Schema &mine, const schema::Schema &theirs)
{
    schema::Schema result = mine;
    result.engine = theirs.engine;
    result.tables = mergedList(
        base.tables, mine.tables, theirs.tables, [](const Table &each) { return each.id; }, mergedTable);
    // Two tables of one name are one thing now: mine, which the database has made meanwhile.
    for (qsizetype i = result.tables.size() - 1; i > 0; --i) {
        const bool isDouble =
            std::ranges::any_of(result.tables.cbegin(), result.tables.cbegin() + i, [&](const Table &each) {
                return schema::sameName(each.name, result.tables[i].name);
            });
        if (isDouble)
            result.tables.removeAt(i);
    }
    // In the order in which a database is read.
    std::ranges::stable_sort(result.tables, [](const Table &a, const Table &b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return result;
}

} // namespace relata::open
