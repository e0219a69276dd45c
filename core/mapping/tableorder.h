#pragma once

#include "core/mapping/diagnostic.h"
#include "core/schema/table.h"

#include <optional>

namespace relata::mapping {

/// Tables in an order in which they can be created.
struct TableOrder
{
    QList<int> order; ///< indexes; empty after an error
    /// A foreign key that leads nowhere (an error: NoReferencedTableError or NoReferencedColumnError), tables
    /// that refer to each other in a circle (a warning).
    QList<Diagnostic> diagnostics;
};

/// Level by level: first the tables that refer to no other, then those that refer to these only, and so on;
/// within a level by name (SQLAlchemy 2.0: MetaData.sorted_tables). Foreign keys to the own table and those
/// with useAlter do not count; where tables refer to each other in a circle none of their foreign keys does.
TableOrder sortedTables(const QList<schema::Table> &tables);

/// The first foreign key of a table that leads nowhere, so that CREATE TABLE cannot be written
/// (NoReferencedTableError or NoReferencedColumnError); sortedTables() does not look at those with useAlter
/// and only at first columns.
std::optional<Diagnostic> brokenForeignKey(const QList<schema::Table> &tables, int table);

/// The tables on circles of foreign keys, by index and in the order of their names.
QList<int> tablesInCircles(const QList<schema::Table> &tables);

} // namespace relata::mapping
