#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

/// Removal of tables and links with everything that depends on them, as one change.
base::Result<SchemaChange> planRemoval(const Schema &schema, const QList<base::TableId> &tables,
                                       const QList<base::LinkId> &links);

} // namespace relata::schema
