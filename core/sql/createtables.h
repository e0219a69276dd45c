#pragma once

#include "core/schema/table.h"
#include "core/sql/dialect.h"

#include <QStringList>

namespace relata::sql {

/// The statements that create tables in an engine's words: the tables in the given order with their indexes;
/// on servers the foreign keys come after all tables, so that any order and circles work. Types are
/// Dialect::columnType()'s, but a TEXT or BLOB that no key and no index holds has no limit on MariaDB. What
/// is no table (a view) is left out.
QStringList createTables(const QList<schema::Table> &tables, const Dialect &dialect);

/// What createTables() leaves out of the tables, in a sentence each, which also says why: indexes on
/// expressions or on a part of the rows. Of these a schema knows that they are there and no more.
QStringList leftOutOf(const QList<schema::Table> &tables);

/// The key column that the database fills in: the only one of the primary key, an integer without a default
/// that refers to nothing. Null where the table has none.
QString selfNumberedColumn(const schema::Table &table);

} // namespace relata::sql
