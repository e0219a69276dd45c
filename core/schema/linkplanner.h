#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

/// The two ends of a link that is being drawn, in the order of the drag.
struct LinkEnds
{
    base::TableId from;
    QString fromColumn; ///< empty: the table as a whole
    base::TableId to;
    QString toColumn;
};

/// What a link between two ends would be: which end holds the foreign key, and the whole change.
struct LinkPlan
{
    base::TableId child;
    base::TableId parent;
    ForeignKey foreignKey;
    SchemaChange change; ///< add the column where it is missing, the foreign key, and the relationship pair
};

/// Says whether the two ends can be linked, and if so how. The end that is a key of its table (primary key or
/// unique) becomes the parent; where both are, the drag's start is the parent if its column alone is the
/// primary key, else the end. A table as a whole stands for its primary key, of several columns too. Where
/// the child's end is a table, columns of it that are called so ("user_id") and refer to nothing are taken,
/// else new ones are added, as where it is its key. Refused with a reason for people: types that can never be
/// equal, neither end a key, the same foreign key again, a generated column, a table that is not a plain
/// table.
base::Result<LinkPlan> planLink(const Schema &schema, const LinkEnds &ends);

/// The name of a column that shall refer to a parent's key: "user_id", or the key's own where it names its
/// table already, with a number after it where the child has such a column.
QString linkColumnName(const Table &child, const Table &parent, const Column &key);

/// A table that links rows of two tables, many to many: its key is made of a foreign key to each. Refused
/// where one of them has no primary key. The table is that of the first step.
base::Result<SchemaChange> planManyToMany(const Schema &schema, base::TableId one, base::TableId other);

/// New table named `name` with an INTEGER primary key column "id", as a change. Refused where the name is
/// empty or taken.
base::Result<SchemaChange> planTable(const Schema &schema, const QString &name,
                                     const QList<Column> &columns = {}, const QStringList &primaryKey = {});

} // namespace relata::schema
