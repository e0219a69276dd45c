#include "ui/shell/detailsdock.h"

#include "ui/shell/settings.h"

#include <QAction>
#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>

#include <utility>

namespace relata::ui {

DetailsDock::DetailsDock(QMainWindow &window, QDockWidget &dock, Settings &settings)
    : QObject(&dock), m_window(window), m_dock(dock), m_settings(settings), m_calm(this)
{
    // Triggered by people only; what the program shows or hides toggles it.
    connect(dock.toggleViewAction(), &QAction::triggered, this, &DetailsDock::takeChoice);
    begin();
}

void DetailsDock::begin()
{
    m_dock.hide();
}

void DetailsDock::come()
{
    if (m_dock.isHidden() && !m_settings.areDetailsClosed())
        m_calm.wait([this] { show(); });
}

void DetailsDock::rememberWidth()
{
    if (m_dock.isVisible() && isAtTheSide())
        m_settings.setDetailsWidth(m_dock.width());
}

/// A dock that was hidden before the window had its size has kept none.
void DetailsDock::show()
{
    m_calm.forget();
    m_dock.show();
    m_dock.raise();
    if (std::exchange(m_hasCome, true))
        return;
    if (isAtTheSide())
        takeWidth(m_settings.detailsWidth());
    emit came();
}

/// A window that was restored goes on with what its docks had, unless one of them needs more.
void DetailsDock::takeWidth(int width)
{
    QWidget *content = m_dock.widget();
    content->setMinimumWidth(width);
    m_dock.layout()->activate();
    m_window.layout()->activate();
    content->setMinimumWidth(0);
    m_dock.layout()->activate();
    m_window.resizeDocks({&m_dock}, {width}, Qt::Horizontal);
}

void DetailsDock::takeChoice(bool isShown)
{
    m_settings.setDetailsClosed(!isShown);
    if (isShown)
        show();
    else
        m_calm.forget();
}

bool DetailsDock::isAtTheSide() const
{
    const Qt::DockWidgetArea area = m_window.dockWidgetArea(&m_dock);
    return !m_dock.isFloating() && (area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea);
}

} // namespace relata::ui
