#pragma once

namespace relata::tests {

/// While one is there SQLite does not wait for locks: its waits pass at once and are counted. For connections
/// that are opened meanwhile. There is one at a time.
class CountedWaits
{
public:
    CountedWaits();
    ~CountedWaits();
    CountedWaits(const CountedWaits &) = delete;
    CountedWaits &operator=(const CountedWaits &) = delete;

    /// The milliseconds for which the thread that waited longest would have waited since the last clear().
    static int longest();
    static void clear();
};

} // namespace relata::tests
