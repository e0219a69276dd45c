#include "indexlints.h"

#include "core/mapping/configure/keyfixes.h"
#include "core/schema/junction.h"
#include "core/schema/schemachange.h"

#include <algorithm>

namespace relata::mapping {

using namespace Qt::StringLiterals;
using schema::ForeignKey;
using schema::Table;

namespace {

/// Whether the columns, in any order, are the first of the others.
bool begins(const QStringList &columns, const QStringList &others)
{
    return others.size() >= columns.size() &&
           std::ranges::all_of(columns, [first = others.first(columns.size())](const QString &column) {
               return schema::indexOfName(first, column) >= 0;
           });
}

/// Whether the database finds rows by these columns without reading all of them.
bool isIndexed(const Table &table, const QStringList &columns)
{
    const auto leads = [&columns](const QStringList &others) { return begins(columns, others); };
    return leads(table.primaryKey) || std::ranges::any_of(table.uniques, leads, &schema::Unique::columns) ||
           std::ranges::any_of(table.indexes, [&leads](const schema::Index &index) {
               return !index.partial && leads(index.columns);
           });
}

/// The names that a new index cannot have, as nameKey().
QSet<QString> takenNames(const schema::Schema &schema)
{
    QSet<QString> taken;
    for (const Table &table : schema.tables) {
        taken += schema::nameKey(table.name);
        for (const schema::Index &index : table.indexes)
            taken += schema::nameKey(index.name);
    }
    return taken;
}

/// An index under the name that SQLAlchemy gives to that of Column(index=True), where it is free.
Fix indexFix(const QSet<QString> &taken, const Table &table, const QStringList &columns)
{
    const QString wish = u"ix_%1_%2"_s.arg(table.name, columns.join(u'_'));
    QString name = wish;
    for (int number = 2; taken.contains(schema::nameKey(name)); ++number)
        name = wish + u'_' + QString::number(number);
    Table now = table;
    now.indexes += schema::Index{name, columns};
    return tableFix(u"Add an index on '%1.%2'"_s.arg(table.name, columns.join(u", "_s)),
                    schema::ChangeTable{table.id, now});
}

/// Whether the table does nothing but link two others, a number for its rows aside.
bool isJunction(const schema::Schema &schema, const Table &table)
{
    if (schema::usableForeignKeys(schema, table).size() != 2 || table.foreignKeys.size() != 2)
        return false;
    const auto isLinked = [&table](const schema::Column &column) {
        return table.isInForeignKey(column.name) || table.primaryKey == QStringList{column.name};
    };
    return std::ranges::all_of(table.columns, isLinked);
}

} // namespace

void lintIndexes(TableLints &lints)
{
    if (!lints.isSqlite()) // MySQL makes the index itself.
        return;
    const QSet<QString> taken = takenNames(lints.schema());
    for (const Table *table : lints.tables()) {
        for (const ForeignKey &key : schema::usableForeignKeys(lints.schema(), *table)) {
            if (isIndexed(*table, key.columns))
                continue;
            lints.add(
                u"foreign-key-without-index"_s, Place{{}, {}, table->name, key.columns.join(u", "_s), key.id},
                u"No index is on the foreign key '%1.%2': to find what belongs to one '%3', all of '%1' is read."_s
                    .arg(table->name, key.columns.join(u", "_s), key.table),
                u"An index finds them at once, also when a '%1' is deleted."_s.arg(key.table),
                {indexFix(taken, *table, key.columns)});
        }
    }
}

void lintJunctions(TableLints &lints)
{
    const QSet<QString> parents = schema::parentTables(lints.schema());
    for (const Table *table : lints.tables()) {
        if (!isJunction(lints.schema(), *table) || parents.contains(schema::nameKey(table->name)))
            continue;
        const ForeignKey &first = table->foreignKeys.first();
        const ForeignKey &second = table->foreignKeys.last();
        QStringList both = first.columns;
        for (const QString &column : second.columns) {
            if (schema::indexOfName(both, column) < 0)
                both += column;
        }
        const int index = lints.indexOf(*table);
        if (table->isUnique(both) || index < 0)
            continue;
        lints.add(u"junction-without-unique"_s, Place{{}, {}, table->name, {}, {}},
                  u"Nothing keeps '%1' from linking the same '%2' and '%3' twice."_s.arg(
                      table->name, first.table, second.table),
                  u"A junction table is UNIQUE over its two foreign keys together."_s,
                  {uniqueFix(lints.work(), index, both)});
    }
}

} // namespace relata::mapping
