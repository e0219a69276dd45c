#pragma once

#include "ui/editors/table/cellmodel.h"
#include "ui/editors/table/columnedits.h"

namespace relata::ui {

/// What could be typed into a field of a column: the types that the schema uses first, with how often, then
/// the engine's own; for Target the keys of its tables.
QList<Completion> columnCompletions(const schema::Schema &schema, const schema::Table &table,
                                    ColumnField field);

/// The keys that a foreign key can refer to, as "table(column, ...)".
QList<Completion> keyCompletions(const schema::Schema &schema);

} // namespace relata::ui
