#pragma once

#include "core/base/result.h"
#include "core/base/statementrecord.h"
#include "core/schema/schema.h"

namespace relata::db {

class Connection;

/// Reads the whole schema of a database: tables with their columns, keys, foreign keys, indexes and checks,
/// views, triggers, virtual and shadow tables, and the relationships that follow. A table that cannot be read
/// is returned as broken with the reason; the others are not affected. Tables come by name. On a server: what
/// serverreflector.h says. Runs in the connection's thread.
base::Result<schema::Schema> reflect(Connection &connection, const base::Cause &cause = {});

} // namespace relata::db
