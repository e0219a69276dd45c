#include "savegate.h"

#include "core/async/databasethread.h"

namespace relata::async {

void SaveGate::addReader(DatabaseThread *reader)
{
    const QMutexLocker lock(&m_mutex);
    m_readers += reader;
}

void SaveGate::removeReader(DatabaseThread *reader)
{
    const QMutexLocker lock(&m_mutex);
    m_readers.removeOne(reader);
}

bool SaveGate::close(const std::function<bool()> &isStopped)
{
    constexpr int kInterruptAgain = 10; // milliseconds
    while (!m_lock.tryLockForWrite(kInterruptAgain)) {
        if (isStopped())
            return false;
        const QMutexLocker lock(&m_mutex);
        for (DatabaseThread *reader : std::as_const(m_readers))
            reader->interruptRunning();
    }
    return true;
}

} // namespace relata::async
