#pragma once

#include "core/base/result.h"
#include "core/project/diagramlayout.h"
#include "core/schema/schema.h"

namespace relata::project {

/// Where the layout of a database is kept: one JSON file for each database in a folder of the program's own,
/// never beside the database. The file's name is the SHA-1 of the database's canonical path, so that links to
/// one file share one layout.
QString layoutFile(const QString &folder, const QString &databaseFile);

/// The layout that was saved for the database: the places of those tables that the schema still has. Empty
/// where there is none, or none that can be read: a lost layout is made anew and is no error.
DiagramLayout loadLayout(const QString &folder, const QString &databaseFile, const schema::Schema &schema);

/// Saves the layout whole or not at all, tables by name in a stable order. The folder is made where it is
/// missing. Both are for their owner alone.
base::Done saveLayout(const QString &folder, const QString &databaseFile, const schema::Schema &schema,
                      const DiagramLayout &layout);

} // namespace relata::project
