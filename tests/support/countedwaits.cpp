#include "countedwaits.h"

#include <QHash>
#include <QMutex>
#include <QThread>

#include <sqlite3.h>

#include <algorithm>

namespace relata::tests {

namespace {

QMutex &guard()
{
    static QMutex mutex;
    return mutex;
}

/// Microseconds by thread.
QHash<Qt::HANDLE, qint64> &waits()
{
    static QHash<Qt::HANDLE, qint64> counted;
    return counted;
}

int countWait(sqlite3_vfs *, int microseconds)
{
    const QMutexLocker lock(&guard());
    waits()[QThread::currentThreadId()] += microseconds;
    return microseconds;
}

/// The usual files with clocks of its own. It is never taken away: connections may outlive the test.
sqlite3_vfs *countingFiles()
{
    static sqlite3_vfs files = [] {
        sqlite3_vfs made = *sqlite3_vfs_find(nullptr);
        made.zName = "relata-counted-waits";
        made.pNext = nullptr;
        made.xSleep = &countWait;
        return made;
    }();
    return &files;
}

} // namespace

CountedWaits::CountedWaits()
{
    clear();
    sqlite3_vfs_register(countingFiles(), 1);
}

CountedWaits::~CountedWaits()
{
    sqlite3_vfs_unregister(countingFiles());
}

int CountedWaits::longest()
{
    const QMutexLocker lock(&guard());
    qint64 most = 0;
    for (const qint64 each : std::as_const(waits()))
        most = std::max(most, each);
    return int(most / 1000);
}

void CountedWaits::clear()
{
    const QMutexLocker lock(&guard());
    waits().clear();
}

} // namespace relata::tests
