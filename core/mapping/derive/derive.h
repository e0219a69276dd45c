#pragma once

#include "core/mapping/declare/design.h"

namespace relata::mapping {

/// The declarations that a careful person would write for a design: what was given, and for every foreign key
/// on which nothing given stands a pair of relationships, a many-to-many pair for each pure junction,
/// one-to-one where the foreign key is unique. A class is its table's name in CamelCase. Only plain tables
/// have one; pure junctions have none unless it was given, and a table without a key is told apart by the
/// rowid (ClassDeclaration::rowIdentity).
///
/// Foreign keys take the letter case of the tables and columns that they refer to, since SQLite ignores it
/// and configure() does not. A pure function of the design, so that names follow a rename, and a drawn schema
/// and the same one read from a database have the same relationships.
Declarations derive(const Design &design);

} // namespace relata::mapping
