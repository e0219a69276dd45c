#pragma once

#include <QString>

namespace relata::base {

/// Which database to open and how. A value that crosses threads.
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
    int busyTimeout = 5000; ///< milliseconds to wait for another program's lock

    bool operator==(const ConnectionSettings &) const = default;
};

} // namespace relata::base
