#include "windowplacement.h"

#include <QEvent>
#include <QScreen>
#include <QWidget>

namespace relata::ui {

namespace {

constexpr int kMoment = 1500;           ///< milliseconds in which a window manager has framed a window
constexpr QSize kLikelyFrame = {4, 32}; ///< before the real one is known

/// The frame round a window: what it is larger by than its inside.
QSize frameOf(const QWidget &window)
{
    return window.frameGeometry().size() - window.size();
}

} // namespace

WindowPlacement::WindowPlacement(QWidget *window) : QObject(window), m_window(window)
{
    window->installEventFilter(this);
}

void WindowPlacement::place(QSize wish, const QByteArray &kept)
{
    m_window->resize(wish.boundedTo(m_window->screen()->availableSize() - kLikelyFrame));
    m_window->restoreGeometry(kept);
    m_given = m_window->size();
}

bool WindowPlacement::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && !m_shown.isValid())
        m_shown.start();
    const bool isPlaced =
        event->type() == QEvent::Show || event->type() == QEvent::Move || event->type() == QEvent::Resize;
    // The frame may be known only after this event: it is looked at with the next one.
    if (isPlaced && m_shown.isValid() && m_shown.elapsed() < kMoment)
        QMetaObject::invokeMethod(this, &WindowPlacement::giveWay, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void WindowPlacement::giveWay()
{
    if (m_window->size() != m_given || m_window->isMaximized() || m_window->isFullScreen())
        return;
    const QRect room = m_window->screen()->availableGeometry();
    const QSize size = m_given.boundedTo(room.size() - frameOf(*m_window));
    if (size != m_given) {
        m_window->resize(size);
        m_given = m_window->size();
    }
    QRect frame = m_window->frameGeometry();
    frame.moveRight(qMin(frame.right(), room.right()));
    frame.moveBottom(qMin(frame.bottom(), room.bottom()));
    frame.moveLeft(qMax(frame.left(), room.left()));
    frame.moveTop(qMax(frame.top(), room.top()));
    if (frame.topLeft() != m_window->pos())
        m_window->move(frame.topLeft());
}

} // namespace relata::ui
