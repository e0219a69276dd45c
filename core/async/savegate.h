#pragma once

#include <QList>
#include <QMutex>
#include <QReadWriteLock>

namespace relata::async {

class DatabaseThread;

/// Keeps reads and saves apart: an open read makes a COMMIT wait and fail on a file that is not in WAL mode.
/// A save interrupts the reads that run and keeps new ones waiting; interrupted ones start over. Used by
/// several threads; has to outlive them.
class SaveGate
{
public:
    void addReader(DatabaseThread *reader);
    void removeReader(DatabaseThread *reader);

    /// A read begins; waits while a save runs.
    void enter() { m_lock.lockForRead(); }
    void leave() { m_lock.unlock(); }

    /// A save begins: interrupts the readers until all of them have left.
    void close();
    void open() { m_lock.unlock(); }

private:
    QReadWriteLock m_lock;
    QMutex m_mutex; ///< guards m_readers
    QList<DatabaseThread *> m_readers;
};

} // namespace relata::async
