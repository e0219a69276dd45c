#pragma once

#include "core/base/connectionsettings.h"
#include "core/base/result.h"

namespace relata::db {

/// What can be learned of a SQLite file before it is opened.
struct SqliteFile
{
    QString path;               ///< absolute
    bool isEmpty = false;       ///< no byte: an empty database
    bool walMode = false;       ///< the header asks for a write-ahead log
    bool hasWal = false;        ///< a -wal with content lies beside it
    bool hasHotJournal = false; ///< a -journal with content: another program writes, or died while writing
    QString readOnlyReason;     ///< why it can only be read, empty where it can be written
    bool keepsIndexInMemory = false; ///< read through an exclusive lock, so that no -shm file is made
    bool immutable = false;          ///< cannot be opened but as a file that nobody changes
};

/// Refuses a path that does not name one certain file, because it (or what it leads to) is not valid UTF-8.
/// The file need not exist.
base::Done checkFileName(const QString &path);

/// Looks at the file and refuses what cannot be opened: missing, a folder, unreadable, not a database,
/// encrypted, cut off, of a name that is not valid UTF-8.
base::Result<SqliteFile> inspectSqliteFile(const base::ConnectionSettings &settings);

} // namespace relata::db
