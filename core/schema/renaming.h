#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// Gives a table a new name, and tells all foreign keys that name it.
void renameTableEverywhere(Schema &schema, base::TableId id, const QString &to);

/// Gives a column a new name, and tells the keys, indexes, CHECKs and foreign keys that use it.
void renameColumnEverywhere(Schema &schema, base::TableId id, const QString &from, const QString &to);

} // namespace relata::schema
