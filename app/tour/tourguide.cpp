#include "tourguide.h"

#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPixmap>
#include <QWidget>

#include <cstdio>

namespace relata::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestWait = 60000;      ///< milliseconds
constexpr int kLongestWaitBroken = 1500; ///< for a step that is known not to come about
constexpr int kSettle = 120;             ///< from done to picture: timers of zero and painting

void sendMouse(QWidget *widget, QEvent::Type type, const QPoint &at, Qt::MouseButton button,
               Qt::MouseButtons buttons)
{
    QMouseEvent event(type, at, widget->mapToGlobal(QPointF(at)), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

} // namespace

TourGuide::TourGuide(QString out, QString broken, std::function<QWidget *()> window)
    : m_out(std::move(out)), m_broken(std::move(broken)), m_window(std::move(window))
{
    m_poll.setInterval(20);
    connect(&m_poll, &QTimer::timeout, this, &TourGuide::poll);
}

void TourGuide::start()
{
    QDir().mkpath(m_out);
    QTimer::singleShot(0, this, &TourGuide::next);
}

void TourGuide::next()
{
    if (++m_at >= m_steps.size() || !m_allHeld) {
        emit finished();
        return;
    }
    if (m_steps[m_at].id != m_broken)
        m_steps[m_at].act();
    m_waiting.start();
    m_poll.start();
}

void TourGuide::poll()
{
    const TourStep &step = m_steps[m_at];
    const bool done = step.isDone();
    const int longest = step.id == m_broken ? kLongestWaitBroken : kLongestWait;
    if (!done && m_waiting.elapsed() < longest)
        return;
    m_poll.stop();
    QTimer::singleShot(kSettle, this, [this, done] { conclude(done); });
}

void TourGuide::conclude(bool done)
{
    const TourStep &step = m_steps[m_at];
    const QString picture = takePicture(step.id);
    const Finding finding = done ? step.check() : Finding{false, u"it did not come about"_s};
    m_allHeld = m_allHeld && finding.held;
    const QString outcome = finding.wasSkipped ? u"skip"_s : finding.held ? u"ok  "_s : u"FAIL"_s;
    const QString line =
        u"%1 %2  %3  [%4]\n"_s.arg(outcome, step.id.leftJustified(18), finding.words, picture);
    std::fputs(line.toLocal8Bit().constData(), stdout);
    std::fflush(stdout);
    next();
}

QString TourGuide::takePicture(const QString &id)
{
    const QString file = m_out + u"/%1-%2.png"_s.arg(QString::number(m_at + 1).rightJustified(2, u'0'), id);
    QWidget *window = m_window();
    if (window && window->grab().save(file))
        return file;
    return u"no picture"_s;
}

void pressKey(QWidget *widget, int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    QKeyEvent press(QEvent::KeyPress, key, modifiers, text);
    QApplication::sendEvent(widget, &press);
    QKeyEvent release(QEvent::KeyRelease, key, modifiers, text);
    QApplication::sendEvent(widget, &release);
}

void typeText(QWidget *widget, const QString &text)
{
    for (const QChar letter : text)
        pressKey(widget, letter == u'\n' ? int(Qt::Key_Return) : int(letter.toUpper().unicode()),
                 Qt::NoModifier, QString(letter));
}

void dragMouse(QWidget *widget, const QPoint &from, const QPoint &to)
{
    sendMouse(widget, QEvent::MouseMove, from, Qt::NoButton, Qt::NoButton);
    sendMouse(widget, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    constexpr int kSteps = 8;
    for (int step = 1; step <= kSteps; ++step)
        sendMouse(widget, QEvent::MouseMove, from + (to - from) * step / kSteps, Qt::NoButton,
                  Qt::LeftButton);
    sendMouse(widget, QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
}

void clickMouse(QWidget *widget, const QPoint &at)
{
    sendMouse(widget, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    sendMouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
}

void doubleClickMouse(QWidget *widget, const QPoint &at)
{
    clickMouse(widget, at);
    sendMouse(widget, QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton);
    sendMouse(widget, QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
}

} // namespace relata::app
