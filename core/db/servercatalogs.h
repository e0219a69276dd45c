#pragma once

#include "core/sql/dialect.h"

namespace relata::db {

/// Statements on a server's catalogs; both servers answer with the same columns, names in the server's order.
struct ServerCatalogs
{
    QString tables;  ///< name, is a view
    QString columns; ///< table, name, type, nullable, default, generated ("", "VIRTUAL", "STORED"); in their
                     ///< order
    /// A row for each column of a constraint, in key order: table, constraint, kind (P, U, F, C), column,
    /// target table, target column, ON DELETE, ON UPDATE, deferrable, initially deferred, condition.
    QString constraints;
    QString indexes;  ///< a row for each column: table, index, unique, partial, column (NULL: an expression)
    QString triggers; ///< table, name
};

/// The statements for PostgreSQL or MariaDB.
const ServerCatalogs &catalogsOf(sql::Engine engine);

} // namespace relata::db
