#include "likelykeys.h"

#include "core/mapping/configure/keyfixes.h"
#include "core/mapping/configure/likelyparent.h"
#include "core/mapping/typefamily.h"
#include "core/schema/inflection.h"

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::Column;
using schema::Table;

namespace {

/// The tables by the snake_case singular of their names.
QHash<QString, const Table *> tablesByThing(const TableLints &lints)
{
    QHash<QString, const Table *> tables;
    for (const Table *table : lints.tables()) {
        const Table *&first = tables[schema::singular(schema::snakeCase(table->name))];
        if (!first) // As likelyParent() chooses, where "user" and "users" are both there.
            first = table;
    }
    return tables;
}

/// The table that a column seems to refer to; null where there is none, or where the column is its own key.
const Table *likelyTarget(const QHash<QString, const Table *> &tables, const Table &table,
                          const Column &column)
{
    const QString thing = thingOf(column.name);
    if (thing.isEmpty())
        return nullptr;
    const Table *target = tables.value(schema::singular(thing));
    if (!target && thing == "parent"_L1)
        target = &table;
    if (!target || target->primaryKey.size() != 1)
        return nullptr;
    const Column *key = target->column(target->primaryKey.first());
    const bool isOwnKey = target == &table && table.isInPrimaryKey(column.name);
    return key && !isOwnKey && sameTypeFamily(column.type, key->type) ? target : nullptr;
}

void lintColumn(TableLints &lints, const Table &table, const Column &column, const Table &target)
{
    const Workbench &work = lints.work();
    const int child = lints.indexOf(table);
    const int parent = lints.indexOf(target);
    if (child < 0 || parent < 0)
        return;
    const QString key = target.primaryKey.first();
    QList<Fix> fixes;
    // A second link between two tables may leave a declared relationship in doubt about which is meant.
    if (!areLinked(work, child, parent)) {
        fixes += foreignKeyFix(work, {child, work.catalog.columnNamed(child, column.name)},
                               {parent, work.catalog.columnNamed(parent, key)});
    }
    const Place place{{}, {}, table.name, column.name, {}};
    const QString label = table.name + u'.' + column.name;
    if (&table == &target) {
        lints.add(u"looks-like-foreign-key"_s, place,
                  u"'%1' looks like the key of another row of '%2', but it is no foreign key."_s.arg(
                      label, table.name),
                  u"With one, rows know their parent and their children, as in a tree."_s, fixes);
        return;
    }
    lints.add(
        u"looks-like-foreign-key"_s, place,
        u"'%1' looks like a foreign key to '%2', but it is none: nothing links the two tables by it."_s.arg(
            label, target.name + u'.' + key),
        u"A relationship needs a foreign key to stand on."_s, fixes);
}

} // namespace

void lintLikelyKeys(TableLints &lints)
{
    const QHash<QString, const Table *> tables = tablesByThing(lints);
    for (const Table *table : lints.tables()) {
        for (const Column &column : table->columns) {
            if (table->isInForeignKey(column.name) || column.generated != schema::Generated::No)
                continue;
            if (const Table *target = likelyTarget(tables, *table, column))
                lintColumn(lints, *table, column, *target);
        }
    }
}

} // namespace relata::mapping
