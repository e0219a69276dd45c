#pragma once

#include "core/schema/column.h"

namespace relata::models {

/// An SQL expression as the literal that SQLAlchemy's text() takes: what looks like a bound parameter gets a
/// backslash.
QString sqlLiteral(const QString &sql);
/// The same in db.text().
QString sqlText(const QString &sql);
/// The default of a column as the value of server_default; "" where there is none, or where it is NULL.
QString serverDefault(const schema::Column &column);

} // namespace relata::models
