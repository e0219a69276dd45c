#pragma once

#include "core/sql/keymatch.h"
#include "core/sql/statement.h"

namespace relata::sql {

/// How many related rows each of the owners has: the owner's number, then the count. Owners without any are
/// left out. What is counted is what selectPage() lists.
/// @param owners the values of the relationship's local columns
Statement selectCounts(const RelationshipTables &tables, const QList<base::Values> &owners);

} // namespace relata::sql
