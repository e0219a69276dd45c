#pragma once

#include "core/base/result.h"
#include "core/mapping/configuration.h"

#include <QStringList>

namespace relata::db {
class Connection;
}

namespace relata::orm {

/// Creates the tables of the configuration that the database does not have, parents first, in one
/// transaction: SQLAlchemy's create_all(). Fails with the first table that the database refuses; then none is
/// created, but on MariaDB, where a CREATE TABLE cannot be taken back. Returns what of the new tables was
/// left out, in sentences for people (sql::leftOutOf()); mostly nothing. Whether a table is there is asked as
/// the engine compares names: on a server "Post" may stand beside "post". In the connection's thread.
base::Result<QStringList> createAll(db::Connection &connection, const mapping::Configuration &configuration);

} // namespace relata::orm
