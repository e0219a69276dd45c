#pragma once

#include "core/schema/table.h"

#include <QStringList>

#include <optional>

namespace relata::sql {

/// An ALTER TABLE statement without its end: "ALTER TABLE "post" ADD COLUMN ...".
QString alterTableText(const schema::Table &table, const QString &what);

/// SQLite's ALTER TABLE, CREATE INDEX and DROP INDEX statements from one shape of a table to the other, in
/// the order to run them; nothing where there are not some for every difference, so that the table has to be
/// rebuilt. Its name and the names of its columns are changed by then.
std::optional<QStringList> alterationSql(const schema::Table &before, const schema::Table &after);

} // namespace relata::sql
