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
    bool leavesWal = false;          ///< reading makes the files of a write-ahead log, see letGoOfWal()
};

/// Refuses a path that does not name one certain file, because it (or what it leads to) is not valid UTF-8.
/// The file need not exist.
base::Done checkFileName(const QString &path);

/// Looks at the file and refuses what cannot be opened: missing, a folder, unreadable, not a database,
/// encrypted, cut off, of a name that is not valid UTF-8, or with a journal beside it that means harm.
base::Result<SqliteFile> inspectSqliteFile(const base::ConnectionSettings &settings);

/// Lets SQLite remove the -wal and -shm files that reading has made: a read-only connection may make them but
/// not remove them. They stay where the log has content or anybody has the database open.
void letGoOfWal(const QString &path);

} // namespace relata::db
