#pragma once

#include "core/base/pendingedits.h"
#include "core/schema/table.h"
#include "core/sql/statement.h"

namespace relata::sql {

/// INSERT of the given cells, all other columns by their defaults; returns the row's address. `cells` by
/// column index.
Statement insertRow(const schema::Table &table, const QHash<int, base::Value> &cells);

/// UPDATE of the edited cells of one row, where they still are what they were when they were read: an edit
/// never overwrites somebody else's.
Statement updateRow(const schema::Table &table, const base::RecordKey &key,
                    const QHash<int, base::CellEdit> &edits);

/// DELETE of one row.
Statement deleteRow(const schema::Table &table, const base::RecordKey &key);

} // namespace relata::sql
