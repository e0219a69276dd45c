#pragma once

#include "core/schema/table.h"

namespace relata::schema {

/// The table as SQLite would hold it: which column is the rowid, by which name the rowid can be read, and key
/// columns that can never be NULL (the rowid's column, and the whole key of a table without rowid) marked so.
/// Anything but a plain table comes back unchanged.
Table withRowid(Table table);

/// Where the primary key's terms are not over its columns any more they go, and AUTOINCREMENT goes with the
/// rowid's column.
Table withKeyClause(Table table);

} // namespace relata::schema
