#pragma once

#include "core/schema/table.h"
#include "core/sql/dialect.h"

namespace relata::scenarios {

/// The statements that make the tables in an engine's words. Foreign keys come with the tables on SQLite,
/// which takes them before their targets are there, and after all tables on servers.
QStringList createStatements(const QList<schema::Table> &tables, const sql::Dialect &dialect);

} // namespace relata::scenarios
