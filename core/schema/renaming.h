#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// Gives a table a new name, and tells all foreign keys, classes and relationships that name it. A class
/// named after the table follows.
void renameTableEverywhere(Schema &schema, base::TableId id, const QString &to);

/// Gives a column a new name, and tells the keys, indexes, CHECKs, foreign keys and relationships that use
/// it.
void renameColumnEverywhere(Schema &schema, base::TableId id, const QString &from, const QString &to);

/// True where a name holds nothing that a class name could be made of: a table that passes through such a
/// name leaves its class's name alone.
bool namesNoClass(const QString &tableName);

} // namespace relata::schema
