#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QMutex>
#include <QObject>
#include <QPromise>
#include <QSet>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>

namespace relata::async {

/// Whether a job may be cut short.
enum class Cancellable {
    Yes,
    No,
    /// By cancel(quint64) alone: a save, which only a person stops. An interrupted INSERT takes its whole
    /// transaction with it.
    OnRequest,
};

/// What a job answers where there was not enough memory for it.
base::Error outOfMemory();

/// The answer of a job. Nothing that it asks for may end the program: where memory does not suffice that is
/// an answer, too.
template<typename Job>
auto answerOf(Job &&job) -> decltype(job())
{
    try {
        return job();
    } catch (const std::bad_alloc &) {
        return base::fail(outOfMemory());
    } catch (const std::length_error &) {
        return base::fail(outOfMemory());
    }
}

/// A thread that runs jobs one after the other, in the order given. What the jobs work on is made, used and
/// destroyed in the thread. Lives in the thread that made it; run(), cancel() and end() are called there.
class DatabaseThread : public QObject
{
    Q_OBJECT

public:
    explicit DatabaseThread(const QString &name, QObject *parent = nullptr);
    /// As end() with nothing more to do.
    ~DatabaseThread() override;

    /// Runs a job, which returns a base::Result, in the thread and returns the result by a future. A job that
    /// cancel() drops gives ErrorCode::Cancelled; cancellable jobs that still wait when the thread ends leave
    /// their futures cancelled.
    template<typename Job>
    auto run(Job job, Cancellable cancellable = Cancellable::Yes) -> QFuture<decltype(job())>
    {
        using T = decltype(job());
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        QFuture<T> future = promise->future();
        const auto drop = [promise] {
            promise->addResult(
                T(base::fail(base::ErrorCode::Cancelled, QStringLiteral("It was cancelled."))));
            promise->finish();
        };
        const auto perform = [promise, job = std::move(job)]() mutable {
            promise->addResult(answerOf(job));
            promise->finish();
        };
        post(perform, drop, cancellable);
        return future;
    }

    /// How the running job is interrupted (sqlite3_interrupt); called under a mutex while a cancellable job
    /// runs. Set from within the thread.
    void setInterrupt(std::function<void()> interrupt);

    /// Interrupts the running job where it may be, and drops the cancellable ones that wait.
    void cancel();
    /// The number of the job that run() was last called for.
    quint64 lastJob() const { return m_lastJob; }
    /// The same for this job alone, which may be Cancellable::OnRequest; nothing where it has ended.
    void cancel(quint64 job);
    /// True where the job that runs now was cancelled, or the thread is about to end. For jobs that start
    /// over after an interrupt that was not meant for good.
    bool isCancelled();
    /// Interrupts the running job where it may be, and nothing else. From any thread.
    void interruptRunning();
    /// Cancels what can be cancelled, lets the other jobs run, then `last`; the thread ends after that. Does
    /// not wait for it. Nothing can be run afterwards.
    void beginEnd(std::function<void()> last = {});
    bool hasEnded() const { return m_thread.isFinished(); }
    /// beginEnd(), and waits for the thread to end.
    void end(std::function<void()> last = {});

    bool isBusy() const { return m_waiting > 0; }

signals:
    /// Work has begun or all of it is done.
    void busyChanged(bool busy);

private:
    void post(std::function<void()> job, std::function<void()> drop, Cancellable cancellable);
    void perform(quint64 number, Cancellable cancellable, std::function<void()> &job,
                 std::function<void()> &drop);
    void interruptDropped();
    bool isDropped(quint64 job, Cancellable cancellable) const;

    QThread m_thread;
    QObject m_worker; ///< lives in m_thread; jobs are queued to it
    QMutex m_mutex;   ///< guards the members up to m_ending
    std::function<void()> m_interrupt;
    quint64 m_running = 0; ///< the number of the job that runs and may be cut short, else 0
    Cancellable m_runningIs = Cancellable::No;
    quint64 m_droppedUpTo = 0; ///< jobs that are Cancellable::Yes are dropped up to this number
    QSet<quint64> m_dropped;   ///< and these
    quint64 m_lastEnded = 0;
    bool m_ending = false;
    quint64 m_lastJob = 0;
    std::atomic<int> m_waiting = 0;
};

} // namespace relata::async
