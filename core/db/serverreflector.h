#pragma once

#include "core/base/result.h"
#include "core/base/statementrecord.h"
#include "core/schema/schema.h"

namespace relata::db {

class Connection;

/// Reads the schema of a PostgreSQL database (the current schema) or a MariaDB database from its catalogs,
/// five statements whatever its size: what reflect() does on servers. Types, defaults and conditions are as
/// the server writes them; a constraint that was made without a name has the one that the server gave it.
/// What a key brings by itself is left out: its index, the numbers of an identity column. MariaDB has no
/// UNIQUE constraint beside the unique index: all are constraints here; and NO ACTION and RESTRICT are the
/// same there: both are NoAction. Fails where a catalog cannot be read. Runs in the connection's thread.
base::Result<schema::Schema> reflectServer(Connection &connection, const base::Cause &cause);

} // namespace relata::db
