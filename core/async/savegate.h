#pragma once

#include <QList>
#include <QMutex>
#include <QReadWriteLock>

#include <functional>

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

    /// A save begins: interrupts the readers until all of them have left. False where `isStopped` says so
    /// before: a read that cannot be interrupted would keep it for ever.
    bool close(const std::function<bool()> &isStopped);
    void open() { m_lock.unlock(); }

private:
    QReadWriteLock m_lock;
    QMutex m_mutex; ///< guards m_readers
    QList<DatabaseThread *> m_readers;
};

/// A read goes through the gate as long as this lives.
class ReadPass
{
public:
    explicit ReadPass(SaveGate &gate) : m_gate(gate) { m_gate.enter(); }
    ~ReadPass() { m_gate.leave(); }
    ReadPass(const ReadPass &) = delete;
    ReadPass &operator=(const ReadPass &) = delete;

private:
    SaveGate &m_gate;
};

/// The gate is closed to reads as long as this lives, if it could be closed.
class ClosedGate
{
public:
    ClosedGate(SaveGate &gate, const std::function<bool()> &isStopped)
        : m_gate(gate), m_isClosed(gate.close(isStopped))
    {
    }
    ~ClosedGate()
    {
        if (m_isClosed)
            m_gate.open();
    }
    ClosedGate(const ClosedGate &) = delete;
    ClosedGate &operator=(const ClosedGate &) = delete;
    bool isClosed() const { return m_isClosed; }

private:
    SaveGate &m_gate;
    const bool m_isClosed;
};

} // namespace relata::async
