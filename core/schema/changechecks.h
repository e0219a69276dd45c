#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

/// What applyChange() asks of a schema before a step; each answers with the Error that the step meets, or
/// with success.

/// The name of a table: not empty, not SQLite's own, and no other table, view or index has it. `self` may
/// keep its name.
base::Done checkTableName(const Schema &schema, const QString &name, base::TableId self = {});
/// The name of a column: not empty, and no other column of the table has it. `self`: the
/// column's name before.
base::Done checkColumnName(const Table &table, const QString &name, const QString &self = {});
/// A name that is not empty; `thing` says whose ("column").
base::Done checkNotEmpty(const QString &name, const QString &thing);
/// The hint where a name is taken.
QString otherName();
/// A position in a list of that size; -1 is its end.
base::Done checkPosition(int position, qsizetype size);
/// Columns that the table has, each once.
base::Done checkColumnsOf(const Table &table, const QStringList &columns);

base::Done checkNewTable(const Schema &schema, const AddTable &step);
/// What a table may be changed to: everything in it fits together.
base::Done checkChangedTable(const Schema &schema, const Table &before, const Table &now);
/// Whether a column can be in the table as it is: its type, and what it is generated from.
base::Done checkColumn(const Table &table, const Column &column);
/// Whether a column can be generated as it is said now: the expression has to be known, before and now.
/// @param before null where the column is new
base::Done checkGenerated(const Table &table, const Column *before, const Column &now);
base::Done checkNewUnique(const Table &table, const AddUnique &step);
base::Done checkPrimaryKey(const Schema &schema, const Table &table, const QStringList &columns);

/// The table of that id, which must be a plain table; `purpose` says why, as the end of a sentence.
base::Result<const Table *>
plainTable(const Schema &schema, base::TableId id,
           const QString &purpose = QStringLiteral("only tables can be changed here"));
base::Error unknownColumn(const Table &table, const QString &column);
/// "view", "virtual table", ...: what a table is, for sentences.
QString kindForPeople(TableKind kind);

} // namespace relata::schema
