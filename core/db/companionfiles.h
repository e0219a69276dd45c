#pragma once

#include "core/base/result.h"

namespace relata::db {

/// Looks at what lies beside a database before SQLite does: a -journal, -wal or -shm file that is a link, a
/// pipe or a folder is refused, and so is a journal that names a super-journal which is none. (SQLite deletes
/// whatever file a journal names so, once it has taken back what was half written.)
/// @param path the canonical path of the database
base::Done checkCompanionFiles(const QString &path);

} // namespace relata::db
