#pragma once

#include "core/base/result.h"
#include "core/base/statementrecord.h"
#include "core/schema/schema.h"

namespace relata::db {

class Connection;

/// Whether the columns of views are read, too. SQLite prepares each view for that, which no interrupt ends:
/// views of views of views may take for ever.
enum class Views { Whole, NamesOnly };

/// Reads the whole schema of a database: tables with their columns, keys, foreign keys, indexes and checks,
/// views, triggers, virtual and shadow tables, and the relationships that follow. A table that cannot be read
/// is returned as broken with the reason; the others are not affected. Tables come by name. On a server: what
/// serverreflector.h says. Runs in the connection's thread.
base::Result<schema::Schema> reflect(Connection &connection, const base::Cause &cause = {},
                                     Views views = Views::Whole);

/// Reads the columns of the views named, or of all that reflect() has left out where none is named. A view
/// that cannot be read is broken then. Stops after the first that took longer than `budget` milliseconds,
/// together with those before; 0 for no limit. The result has ids as before, and the relationships anew.
schema::Schema readViews(Connection &connection, const schema::Schema &schema, const QStringList &names,
                         int budget, const base::Cause &cause = {});

} // namespace relata::db
