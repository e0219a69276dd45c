#pragma once

#include "core/mapping/declarations.h"
#include "core/schema/schema.h"

namespace relata::mapping {

/// The declarations that stand for the classes of a schema: each relationship with its back_populates, and
/// with foreign_keys, remote_side or joins where the foreign keys alone would not make the same relationship.
/// Foreign keys take the letter case of the tables and columns that they refer to, since SQLite ignores it
/// and configure() does not. Only tables that a class can be mapped to or that link (kind Table) are taken
/// over.
Declarations declarationsOf(const schema::Schema &schema);

} // namespace relata::mapping
