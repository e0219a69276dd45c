#pragma once

#include <QString>

namespace relata::base {

/// Which database to open and how: a SQLite file, or a database on a server. A value that crosses threads.
struct ConnectionSettings
{
    enum class Mode {
        ReadWrite, ///< read-only where the file allows no more
        ReadOnly,  ///< enforced by the database itself
        Glance, ///< read-only for a moment: leaves no file beside the database, may keep others from writing
                ///< meanwhile
    };

    QString file; ///< path of a SQLite file
    Mode mode = Mode::ReadWrite;
    int busyTimeout = 5000; ///< milliseconds to wait for another connection's lock

    enum class Engine { Sqlite, Postgresql, Mariadb };

    Engine engine = Engine::Sqlite;
    QString host = {};     ///< of a server: its name, or the socket (PostgreSQL: the folder of the socket)
    int port = 0;          ///< 0: the engine's own
    QString database = {}; ///< on a server
    QString user = {};
    QString password = {};

    bool operator==(const ConnectionSettings &) const = default;
};

} // namespace relata::base
