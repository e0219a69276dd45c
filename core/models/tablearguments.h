#pragma once

#include "core/models/modelnames.h"

#include <utility>

namespace relata::models {

/// An argument of a table that is no column: "db.UniqueConstraint('a', 'b')".
struct TableArgument
{
    QString start; ///< up to the opening bracket
    QStringList arguments;
    base::LinkId link; ///< of a foreign key
};

/// What a table has besides its columns and what is said with them: constraints over several columns, checks
/// and indexes. What the schema does not know well enough (an index whose condition it could not read) is
/// left out.
QList<TableArgument> tableArguments(const schema::Table &table, const ModelNames &names);

/// The keyword arguments of a table with their values in Python: SQLite's options and the comment. (STRICT is
/// none: SQLAlchemy knows it only since 2.0.37.)
QList<std::pair<QString, QString>> tableOptions(const schema::Table &table);

} // namespace relata::models
