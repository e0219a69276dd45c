#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace relata::async {

/// Something closed whose threads may go on for a while: SQLite, for one, cannot be interrupted while it
/// prepares a statement.
class Closing
{
public:
    virtual ~Closing() = default;
    /// Interrupts what may be interrupted. Called again and again.
    virtual void interrupt() = 0;
    /// Whether all threads have ended. What has ended is deleted, which does not wait, then.
    virtual bool hasEnded() const = 0;
};

/// Takes what is closed from those who close it, so that no window waits for a thread, and deletes it when
/// its threads have ended. There is one for the process: who closes something is about to go, and the
/// program's end has to know of all of them. Lives in the application's thread.
class ThreadReaper : public QObject
{
    Q_OBJECT

public:
    /// Takes what is closed; it is deleted in the application's thread.
    static void take(std::unique_ptr<Closing> closing);
    /// Waits until all that was taken has ended, at most so many milliseconds; false where some goes on. What
    /// goes on is never deleted then.
    static bool waitForAll(int milliseconds);

private:
    ThreadReaper();
    static ThreadReaper *theOne(bool isWanted);
    void reap();

    std::vector<std::unique_ptr<Closing>> m_closing;
    QTimer m_timer;
};

} // namespace relata::async
