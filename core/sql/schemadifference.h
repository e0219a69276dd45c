#pragma once

#include "core/schema/schema.h"

#include <QStringList>

namespace relata::sql {

/// The SQL that turns `before` into `after`, for reading: CREATE for new tables, DROP for removed ones, ALTER
/// TABLE ... for renamed tables and columns and added columns; where SQLite has no ALTER for it, the
/// statements of the table rebuild (new table, INSERT ... SELECT, DROP, RENAME). Tables are matched by id.
/// Empty where nothing differs.
QStringList differenceSql(const schema::Schema &before, const schema::Schema &after);

/// The statements that change something: without those about transactions and foreign keys, which only
/// whoever runs them by hand needs.
QStringList withoutFrame(QStringList statements);

} // namespace relata::sql
