#pragma once

#include "core/base/error.h"

namespace relata::db {

/// An Error for an (extended) result code of SQLite and its message; `doing` names what was tried ("Reading
/// 'Album'").
base::Error sqliteError(int code, const QString &message, const QString &doing);

} // namespace relata::db
