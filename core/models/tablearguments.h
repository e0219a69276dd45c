#pragma once

#include "core/models/modelnames.h"

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

} // namespace relata::models
