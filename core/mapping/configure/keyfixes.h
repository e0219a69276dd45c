#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

// Fixes that change tables. Each is a SchemaChange that applyChange() accepts for the declared tables.

/// Makes a column named "id" the primary key, and adds it where there is none. Nothing where a foreign key
/// refers to the primary key without naming it.
QList<Fix> primaryKeyFix(const Workbench &work, int table);
/// Lets a foreign key refer to other columns.
Fix retargetFix(const Workbench &work, int table, int constraint, int targetTable,
                const QStringList &targetColumns);
/// Adds a foreign key from child to the primary key of parent; the columns are added too where the child has
/// none that look meant for it. Nothing where the parent has no primary key.
QList<Fix> foreignKeyFixes(const Workbench &work, int child, int parent);
/// Adds a foreign key from one column to another.
Fix foreignKeyFix(const Workbench &work, ColumnIndex child, ColumnIndex parent);
/// Adds UNIQUE (columns).
Fix uniqueFix(const Workbench &work, int table, const QStringList &columns);
/// Replaces a foreign key by one that differs in its settings.
Fix replaceFix(const Workbench &work, int table, int constraint, const QString &text,
               const schema::ForeignKey &now);
/// What is left where nothing that exists can be meant by a foreign key to a table that does not: the table
/// is added with the columns that the key names, or the key goes.
QList<Fix> missingTableFixes(const Workbench &work, int table, int constraint);
/// Whether a foreign key leads from one of two tables to the other: then one more makes the relationships
/// between them that do not say which is meant ambiguous.
bool areLinked(const Workbench &work, int a, int b);
/// Lets a column be NULL.
Fix nullableFix(const Workbench &work, ColumnIndex column);

} // namespace relata::mapping
