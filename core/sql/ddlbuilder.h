#pragma once

#include "core/schema/schema.h"

#include <QStringList>

namespace relata::sql {

/// CREATE TABLE for a table of the schema, then its indexes; foreign keys inline, named ones with their
/// names; readable line breaks; comments behind what they
/// are about.
QStringList createTable(const schema::Table &table);

/// CREATE TRIGGER for those triggers of a table or view whose text is known.
QStringList createTriggers(const schema::Table &table);

/// All tables of a schema, parents before children where that is possible (SQLite accepts any order), then
/// the virtual tables, views and triggers whose text is known.
QStringList createSchema(const schema::Schema &schema);

/// The SQL that turns `before` into `after`, for reading: CREATE for new tables, DROP for removed ones, ALTER
/// TABLE ... for renamed tables and columns and added columns; where SQLite has no ALTER for it, the
/// statements of the table rebuild (new table, INSERT ... SELECT, DROP, RENAME). Tables are matched by id.
/// Empty where nothing differs.
QStringList differenceSql(const schema::Schema &before, const schema::Schema &after);

} // namespace relata::sql
