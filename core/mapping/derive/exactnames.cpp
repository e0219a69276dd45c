#include "exactnames.h"

namespace relata::mapping {

using schema::Table;

namespace {

void spell(QStringList &names, const Table &table)
{
    for (QString &name : names) {
        if (const schema::Column *column = table.column(name))
            name = column->name;
    }
}

} // namespace

Table withExactNames(const schema::Schema &schema, Table table)
{
    for (schema::ForeignKey &key : table.foreignKeys) {
        spell(key.columns, table);
        const Table *target = schema.table(key.table);
        if (!target)
            continue;
        key.table = target->name;
        key.implicitTarget = false; // The primary key in SQL; SQLAlchemy would mean another column.
        spell(key.targetColumns, *target);
    }
    spell(table.primaryKey, table);
    for (schema::Unique &unique : table.uniques)
        spell(unique.columns, table);
    return table;
}

} // namespace relata::mapping
