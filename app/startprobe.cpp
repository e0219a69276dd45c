#include "startprobe.h"

#include <QApplication>
#include <QFile>
#include <QGraphicsView>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

namespace relata::app {

namespace {

/// The kernel tells the start in ticks of 10 ms; who wants it finer measures from outside.
qint64 millisecondsSinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray stat = file.readAll();
    // Field 22 of all, the 20th after the program's name, which is in parentheses and may hold spaces.
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    timespec now = {};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000 -
           fields.value(19).toLongLong() * 1000 / sysconf(_SC_CLK_TCK);
}

/// Sees every event before its receiver does, so it waits for the next one after the paint: by then the
/// window is painted as a whole and its pixels have been handed to the screen.
class StartProbe : public QObject
{
public:
    StartProbe(int leastItems, QObject *parent) : QObject(parent), m_leastItems(leastItems) {}

    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_isPainted && isFilledView(receiver->parent())) {
            m_isPainted = true;
            QMetaObject::invokeMethod(this, &StartProbe::tell, Qt::QueuedConnection);
        }
        return false;
    }

private:
    bool isFilledView(const QObject *object) const
    {
        const auto *view = qobject_cast<const QGraphicsView *>(object);
        return view && view->scene() && view->scene()->items().size() >= m_leastItems;
    }

    static void tell()
    {
        std::printf("painted %lld\n", static_cast<long long>(millisecondsSinceStart()));
        std::fflush(stdout);
        std::_Exit(0);
    }

    const int m_leastItems;
    bool m_isPainted = false;
};

} // namespace

void probeStart(int leastItems)
{
    if (qEnvironmentVariableIsSet("RELATA_START_PROBE"))
        qApp->installEventFilter(new StartProbe(leastItems, qApp));
}

} // namespace relata::app
