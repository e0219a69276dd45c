#include "ui/shell/calmmoment.h"

#include <QApplication>

#include <utility>

namespace relata::ui {

CalmMoment::CalmMoment(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &CalmMoment::look);
}

void CalmMoment::wait(std::function<void()> then)
{
    m_then = std::move(then);
    m_timer.start(QApplication::doubleClickInterval());
}

void CalmMoment::forget()
{
    m_timer.stop();
    m_then = {};
}

void CalmMoment::look()
{
    if (QGuiApplication::mouseButtons() != Qt::NoButton || QApplication::activePopupWidget())
        m_timer.start(QApplication::doubleClickInterval());
    else if (const auto then = std::exchange(m_then, {}))
        then();
}

} // namespace relata::ui
