#pragma once

#include "core/base/rowsink.h"

#include <QSqlQuery>

namespace relata::db {

/// Gives the rows of an executed query on a server to a sink, cell by cell as QtSql tells them. Returns their
/// number; the query's lastError() says whether that was all.
/// @param isMariadb QMYSQL makes texts of a FLOAT and a DOUBLE where a DECIMAL is to keep its digits
qint64 readPortableRows(QSqlQuery &query, bool isMariadb, base::RowSink &sink);

} // namespace relata::db
