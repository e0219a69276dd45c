#pragma once

#include "core/base/error.h"

namespace relata::db {

/// An Error for an (extended) result code of SQLite and its message; `doing` names what was tried ("Reading
/// 'Album'").
base::Error sqliteError(int code, const QString &message, const QString &doing);

/// The function in SQLite's message that a view or a table uses and may not, because its schema is not
/// trusted; null where the message says something else.
QString distrustedFunction(const QString &message);

} // namespace relata::db
