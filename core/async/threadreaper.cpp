#include "threadreaper.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThread>

#include <utility>

namespace relata::async {

namespace {

constexpr int kAgain = 10;      ///< milliseconds between two looks
constexpr int kAtTheEnd = 3000; ///< milliseconds that the application's end waits for a rollback

} // namespace

ThreadReaper::ThreadReaper()
{
    m_timer.setInterval(kAgain);
    connect(&m_timer, &QTimer::timeout, this, &ThreadReaper::reap);
}

/// The one of the process. It is never deleted: threads that do not end would go with it.
ThreadReaper *ThreadReaper::theOne(bool isWanted)
{
    static ThreadReaper *one = nullptr;
    if (!one && isWanted) {
        one = new ThreadReaper;
        qAddPostRoutine([] {
            one->m_timer.stop();
            static_cast<void>(waitForAll(kAtTheEnd));
        });
    }
    return one;
}

void ThreadReaper::take(std::unique_ptr<Closing> closing)
{
    ThreadReaper *reaper = theOne(true);
    reaper->m_closing.push_back(std::move(closing));
    reaper->reap();
    if (!reaper->m_closing.empty() && QCoreApplication::instance())
        reaper->m_timer.start();
}

bool ThreadReaper::waitForAll(int milliseconds)
{
    ThreadReaper *reaper = theOne(false);
    if (!reaper)
        return true;
    QElapsedTimer timer;
    timer.start();
    for (reaper->reap(); !reaper->m_closing.empty() && timer.elapsed() < milliseconds; reaper->reap())
        QThread::msleep(1);
    return reaper->m_closing.empty();
}

void ThreadReaper::reap()
{
    // Deleting may close something else, and come back here.
    std::vector<std::unique_ptr<Closing>> open;
    std::vector<std::unique_ptr<Closing>> ended;
    for (std::unique_ptr<Closing> &closing : std::exchange(m_closing, {})) {
        closing->interrupt();
        (closing->hasEnded() ? ended : open).push_back(std::move(closing));
    }
    m_closing = std::move(open);
    ended.clear();
    if (m_closing.empty())
        m_timer.stop();
}

} // namespace relata::async
