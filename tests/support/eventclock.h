#pragma once

#include <QApplication>
#include <QEvent>
#include <QMetaEnum>
#include <QThread>

#include <atomic>
#include <ctime>

namespace relata::tests {

/// An application that knows how long each event kept its thread, in processor time: what other programs do
/// meanwhile does not count.
class EventClock : public QApplication
{
public:
    using QApplication::QApplication;

    /// An event and all that it led to at once.
    struct Taken
    {
        QString what; ///< receiver and event, for the message of a test
        double milliseconds = 0;
    };

    bool notify(QObject *receiver, QEvent *event) override
    {
        // Other threads' events come by here, too.
        if (!m_isOn || QThread::currentThread() != thread() || m_depth > 0)
            return QApplication::notify(receiver, event);
        const QString what =
            QString::fromLatin1(receiver->metaObject()->className()) + u' ' + receiver->objectName() + u' ' +
            QString::fromLatin1(QMetaEnum::fromType<QEvent::Type>().valueToKey(event->type()));
        ++m_depth;
        const double before = processorTime();
        const bool taken = QApplication::notify(receiver, event);
        const double milliseconds = processorTime() - before;
        --m_depth;
        if (milliseconds > m_longest.milliseconds)
            m_longest = {what, milliseconds};
        return taken;
    }

    void start()
    {
        m_isOn = true;
        m_longest = {};
    }
    void stop() { m_isOn = false; }
    const Taken &longest() const { return m_longest; }

    /// What the calling thread has had of the processor, in milliseconds.
    static double processorTime()
    {
        timespec now = {};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }

private:
    std::atomic<bool> m_isOn = false;
    int m_depth = 0; ///< of the events of the GUI thread
    Taken m_longest;
};

} // namespace relata::tests
