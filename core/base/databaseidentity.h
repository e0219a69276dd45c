#pragma once

#include "core/base/connectionsettings.h"

namespace relata::base {

/// Which database it is, however one got there: a file, or a database on a server. What is remembered of a
/// database (its design, pending edits, its place among the recent ones) is remembered by this. A value.
struct DatabaseIdentity
{
    ConnectionSettings::Engine engine = ConnectionSettings::Engine::Sqlite;
    QString file; ///< its canonical path; null for a database on a server
    QString host;
    int port = 0;
    QString database; ///< on a server

    /// Of the database that the settings lead to. A file that is not there has none; reads the file system.
    static DatabaseIdentity of(const ConnectionSettings &settings);

    bool isValid() const { return !file.isEmpty() || !database.isEmpty(); }
    /// What people call it: the file's name, or the database's.
    QString name() const;
    /// All of it in one line, without user and password: the path, or "postgresql://host:5432/shop".
    QString text() const;

    bool operator==(const DatabaseIdentity &) const = default;
};

} // namespace relata::base
