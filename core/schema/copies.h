#pragma once

#include "core/schema/schemachange.h"

#include <QHash>
#include <QSet>

namespace relata::schema {

/// How copies are named where a name is taken.
enum class CopyNames {
    Copy,   ///< "user_copy", "user_copy_2": the original is there
    Number, ///< as it is called, else "user_2": it comes from elsewhere
};

/// Tables that are added as copies of others.
struct Copies
{
    SchemaChange change;
    QHash<base::TableId, base::TableId> copyOf; ///< the new ids, by those of the tables that were copied
};

/// Copies tables with their columns, keys, indexes and checks. Foreign keys among them lead from copy to
/// copy, all others where they led before. Triggers stay behind: they name the original in their text.
/// A table of the database that was cut from the schema comes back as itself, with its triggers, so that its
/// rows stay. Refused where none of them is a plain table.
/// @param originals of this schema or of another one
/// @param database the tables as they are stored; empty where there are none
base::Result<Copies> planCopies(const Schema &schema, const QList<Table> &originals, CopyNames names,
                                const Schema &database = {});

} // namespace relata::schema
