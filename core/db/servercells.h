#pragma once

#include "core/base/cellview.h"

#include <QVariant>

namespace relata::db {

/// A value for QtSql to bind. Every type is one that the drivers know: they make text of a long, and NULL of
/// a null QString.
QVariant variantOf(const base::CellView &cell);

/// The same for PostgreSQL, where an integer goes as text: a literal in quotes becomes what its place is
/// taken for, and a 1 without them is no boolean.
QVariant looseVariantOf(const base::CellView &cell);

/// Why no text column of the server can hold the cell, null where one can: the servers keep no text that is
/// not valid UTF-8, and PostgreSQL no NUL in one. QtSql would write another text instead.
QString whyUnfit(const base::CellView &cell, bool isMariadb);

/// What QtSql read. A bool is 0 or 1; a date or time is text in ISO 8601's form with a blank in the middle,
/// as the servers write it (QtSql keeps milliseconds and no more).
base::Value valueOf(const QVariant &variant);

} // namespace relata::db
