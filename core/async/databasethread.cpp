#include "databasethread.h"

#include <QTimer>

#include <utility>

namespace relata::async {

namespace {

/// SQLite forgets an interrupt that comes between two statements of a job: it is repeated at this pace
/// (milliseconds) until the job has ended.
constexpr int kInterruptAgain = 20;

} // namespace

base::Error outOfMemory()
{
    return {base::ErrorCode::StatementFailed, QStringLiteral("There is not enough memory for this."),
            QStringLiteral("Ask for fewer or smaller values."), QStringLiteral("out of memory")};
}

DatabaseThread::DatabaseThread(const QString &name, QObject *parent) : QObject(parent)
{
    m_thread.setObjectName(name);
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

DatabaseThread::~DatabaseThread()
{
    end();
}

void DatabaseThread::setInterrupt(std::function<void()> interrupt)
{
    const QMutexLocker lock(&m_mutex);
    m_interrupt = std::move(interrupt);
}

void DatabaseThread::cancel()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_droppedUpTo = m_lastJob;
    }
    interruptDropped();
}

void DatabaseThread::cancel(quint64 job)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (job <= m_lastEnded)
            return;
        m_dropped += job;
    }
    interruptDropped();
}

bool DatabaseThread::isCancelled()
{
    const QMutexLocker lock(&m_mutex);
    const bool isEnding = m_ending && (m_running == 0 || m_runningIs == Cancellable::Yes);
    return isEnding || (m_running != 0 && isDropped(m_running, m_runningIs));
}

void DatabaseThread::interruptRunning()
{
    const QMutexLocker lock(&m_mutex);
    if (m_running != 0 && m_runningIs == Cancellable::Yes && m_interrupt)
        m_interrupt();
}

void DatabaseThread::beginEnd(std::function<void()> last)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (std::exchange(m_ending, true))
            return;
    }
    const auto finish = [this, last = std::move(last)] {
        if (last)
            last();
        m_thread.quit();
    };
    QMetaObject::invokeMethod(&m_worker, finish, Qt::QueuedConnection);
    interruptRunning();
}

void DatabaseThread::end(std::function<void()> last)
{
    beginEnd(std::move(last));
    while (!m_thread.wait(kInterruptAgain))
        interruptRunning();
}

void DatabaseThread::post(std::function<void()> job, std::function<void()> drop, Cancellable cancellable)
{
    const quint64 number = ++m_lastJob;
    if (m_waiting++ == 0)
        emit busyChanged(true);
    const auto queued = [this, number, cancellable, job = std::move(job), drop = std::move(drop)]() mutable {
        perform(number, cancellable, job, drop);
    };
    QMetaObject::invokeMethod(&m_worker, queued, Qt::QueuedConnection);
}

void DatabaseThread::perform(quint64 number, Cancellable cancellable, std::function<void()> &job,
                             std::function<void()> &drop)
{
    QMutexLocker lock(&m_mutex);
    if (cancellable == Cancellable::Yes && m_ending)
        return; // The promise goes with the job and leaves its future cancelled.
    const bool dropped = isDropped(number, cancellable);
    m_running = cancellable != Cancellable::No && !dropped ? number : 0;
    m_runningIs = cancellable;
    lock.unlock();
    if (dropped)
        drop();
    else
        job();
    lock.relock();
    m_running = 0;
    m_lastEnded = number;
    m_dropped.remove(number);
    lock.unlock();
    if (--m_waiting == 0)
        QMetaObject::invokeMethod(
            this, [this] { emit busyChanged(isBusy()); }, Qt::QueuedConnection);
}

void DatabaseThread::interruptDropped()
{
    const QMutexLocker lock(&m_mutex);
    if (m_running == 0 || !isDropped(m_running, m_runningIs))
        return;
    if (m_interrupt)
        m_interrupt();
    QTimer::singleShot(kInterruptAgain, this, &DatabaseThread::interruptDropped);
}

bool DatabaseThread::isDropped(quint64 job, Cancellable cancellable) const
{
    const bool isOneOfAll = cancellable == Cancellable::Yes && job <= m_droppedUpTo;
    return isOneOfAll || (cancellable != Cancellable::No && m_dropped.contains(job));
}

} // namespace relata::async
