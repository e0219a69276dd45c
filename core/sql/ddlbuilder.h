#pragma once

#include "core/schema/schema.h"

#include <QStringList>

namespace relata::sql {

/// CREATE TABLE for a table of the schema, then its indexes; foreign keys inline, named ones with their
/// names; readable line breaks; comments after what they
/// are about.
QStringList createTable(const schema::Table &table);

/// CREATE TRIGGER for those triggers of a table or view whose text is known.
QStringList createTriggers(const schema::Table &table);

/// All tables of a schema, parents before children where that is possible (SQLite accepts any order), then
/// the virtual tables, views and triggers whose text is known.
QStringList createSchema(const schema::Schema &schema);

} // namespace relata::sql
