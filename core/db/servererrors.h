#pragma once

#include "core/base/error.h"

namespace relata::db {

/// An Error for PostgreSQL's five letters (SQLSTATE) and its message; `doing` names what was tried
/// ("Saving").
base::Error postgresqlError(const QString &state, const QString &message, const QString &doing);

/// An Error for MariaDB's number and its message.
base::Error mariadbError(int number, const QString &message, const QString &doing);

} // namespace relata::db
