#pragma once

#include "core/base/rowsink.h"

#include <QSqlQuery>

namespace relata::db {

/// Gives the rows of an executed query on a server to a sink, cell by cell as QtSql tells them. Returns their
/// number; the query's lastError() says whether that was all.
///
/// The values are those of the engine's own library (postgresqlrows.h, mariadbstatement.h) but for what QtSql
/// does not tell: a timestamp has no more than milliseconds, on PostgreSQL also a time, and one with a zone
/// is in this computer's zone; on MariaDB a zero date is an empty text, a text of a `_bin` collation (and
/// JSON) is bytes, a FLOAT has six digits and a BIT is a text of its bytes.
/// @param isMariadb QMYSQL makes texts of a FLOAT and a DOUBLE where a DECIMAL is to keep its digits
qint64 readPortableRows(QSqlQuery &query, bool isMariadb, base::RowSink &sink);

} // namespace relata::db
