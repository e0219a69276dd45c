#pragma once

#include "core/base/result.h"
#include "core/mapping/configuration.h"

namespace relata::db {
class Connection;
}

namespace relata::orm {

/// Creates the tables of the configuration that the database does not have, parents first, in one
/// transaction: SQLAlchemy's create_all(). Fails with the first table that the database refuses; then none is
/// created, but on MariaDB, where a CREATE TABLE cannot be taken back. In the connection's thread.
base::Done createAll(db::Connection &connection, const mapping::Configuration &configuration);

} // namespace relata::orm
