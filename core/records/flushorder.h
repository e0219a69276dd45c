#pragma once

#include "core/base/pendingedits.h"
#include "core/schema/schema.h"

#include <QSet>

namespace relata::records {

/// The tables of the rows that wait.
QSet<QString> writtenTables(const base::PendingEdits &edits);

/// True where some of the given tables refer to each other in a circle; a table that refers to itself counts.
bool hasCircle(const schema::Schema &schema, const QSet<QString> &tables);

/// The tables whose rows the database may change by itself when the given tables are written: by ON DELETE
/// and ON UPDATE actions, from table to table, and all of them where a trigger is met.
QSet<QString> changedByDatabase(const schema::Schema &schema, const QSet<QString> &written);

} // namespace relata::records
