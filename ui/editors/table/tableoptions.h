#pragma once

#include "core/base/result.h"
#include "core/project/documentchange.h"

namespace relata::ui {

/// What is said about a table as a whole, each as one step of undo; no steps where nothing is new. Refused in
/// words for people.

base::Result<project::DocumentChange> planTableName(const schema::Schema &schema, base::TableId table,
                                                    const QString &name);
/// What SQLite lets a table be.
enum class TableOption { WithoutRowid, Strict, Autoincrement };

bool hasOption(const schema::Table &table, TableOption option);
base::Result<project::DocumentChange> planOption(const schema::Schema &schema, base::TableId table,
                                                 TableOption option, bool isOn);
/// What the table is for, in one line.
base::Result<project::DocumentChange> planTableComment(const schema::Schema &schema, base::TableId table,
                                                       const QString &comment);
/// The Python name of a column in the class that is mapped to the table; "" for the column's own.
base::Result<project::DocumentChange> planAttribute(const mapping::Design &design, base::TableId table,
                                                    const QString &column, const QString &name);
/// The name that a person wants for it, else "".
QString attributeName(const mapping::Design &design, base::TableId table, const QString &column);
/// The name of the class that is mapped to a table; relationships to it follow.
base::Result<project::DocumentChange> planClassName(const mapping::Design &design, base::TableId table,
                                                    const QString &name);

} // namespace relata::ui
