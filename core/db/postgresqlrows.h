#pragma once

#include "core/base/rowsink.h"

#include <QSqlQuery>

#include <optional>

namespace relata::db {

/// Gives the rows of a query on PostgreSQL to a sink as libpq holds them, without a QVariant for each cell.
/// The query has been executed, is not forward-only and stands before its first row; it stays there. Returns
/// the number of rows, or nothing where Relata was built without libpq or the query is no QPSQL one: then the
/// rows have to be read the portable way.
///
/// Numbers of a NUMERIC stay text, because a double cannot hold them; dates and times are text as the server
/// writes them, with all their digits and their time zone.
std::optional<qint64> readPostgresqlRows(const QSqlQuery &query, base::RowSink &sink);

} // namespace relata::db
