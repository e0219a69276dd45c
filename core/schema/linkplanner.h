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
/// primary key, else the end. Where the child's end is a table, or its key, a new column ("user_id") is
/// added. Refused with a reason for people: types that can never be equal, neither end a key, the same
/// foreign key again, a generated column, a table that is not a plain table.
base::Result<LinkPlan> planLink(const Schema &schema, const LinkEnds &ends);

/// New table named `name` with an INTEGER primary key column "id", as a change. Refused where the name is
/// empty or taken.
base::Result<SchemaChange> planTable(const Schema &schema, const QString &name,
                                     const QList<Column> &columns = {}, const QStringList &primaryKey = {});

/// Removal of tables and links with everything that depends on them, as one change.
base::Result<SchemaChange> planRemoval(const Schema &schema, const QList<base::TableId> &tables,
                                       const QList<base::LinkId> &links);

} // namespace relata::schema
