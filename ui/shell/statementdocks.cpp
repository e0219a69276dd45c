#include "ui/shell/statementdocks.h"

#include "core/base/statementrecord.h"
#include "ui/shell/settings.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLowest = 80; ///< pixels: what is lower is no height that a person has chosen

/// Puts what a dock contains into a place that can be folded to nothing, whatever the content needs.
void makeFoldable(QDockWidget &dock)
{
    QWidget *content = dock.widget();
    auto *place = new QWidget;
    auto *layout = new QVBoxLayout(place);
    layout->setContentsMargins(0, 0, 0, 0);
    dock.setWidget(place);
    layout->addWidget(content);
    content->show();
}

} // namespace

StatementDocks::StatementDocks(QMainWindow &window, const QList<QDockWidget *> &docks, QAction &action,
                               const Theme &theme, Settings &settings)
    : QObject(&window),
      m_window(window),
      m_docks(docks),
      m_action(action),
      m_button(new QAction(this)),
      m_theme(theme),
      m_settings(settings),
      m_calm(this)
{
    m_button->setObjectName(u"foldStatements"_s);
    m_action.setCheckable(true);
    connect(m_button, &QAction::triggered, this, [this] { choose(!m_isOpen); });
    connect(&m_action, &QAction::triggered, this, &StatementDocks::choose);
    connect(&m_theme, &Theme::changed, this, &StatementDocks::describe);
    for (QDockWidget *dock : m_docks) {
        makeFoldable(*dock);
        dock->titleBarWidget()->installEventFilter(this);
        if (auto *header = qobject_cast<PanelHeader *>(dock->titleBarWidget()))
            header->addButton(m_button);
        connect(dock, &QDockWidget::topLevelChanged, this,
                [this, dock](bool isFloating) { fold(*dock, !m_hasRoom && !isFloating); });
    }
    apply();
}

void StatementDocks::choose(bool isOpen)
{
    m_settings.setStatementsOpen(isOpen);
    m_isChosen = true;
    if (isOpen && m_docks.first()->isHidden() && !tallDock())
        m_docks.first()->show();
    setOpen(isOpen);
    if (isOpen && isTabShown())
        m_docks.first()->raise();
}

void StatementDocks::makeRoomFor(QDockWidget &tab)
{
    m_tab = &tab;
    connect(m_tab, &QDockWidget::visibilityChanged, this, &StatementDocks::apply);
}

void StatementDocks::rememberHeight()
{
    const QDockWidget *dock = tallDock();
    if (m_hasRoom && dock && m_window.isVisible() && dock->height() >= kLowest)
        m_settings.setStatementsHeight(dock->height());
}

void StatementDocks::note(const base::StatementRecord &record)
{
    const bool isClick = record.cause.kind == base::Cause::Kind::Click && record.cause.click != 0;
    if (!isClick || m_isOpen || m_isChosen || !m_settings.statementsOpen().value_or(true))
        return;
    m_calm.wait([this] {
        m_settings.setStatementsOpen(true);
        setOpen(true);
    });
}

/// A click opens what is folded, a double-click changes it. What is open is dragged by its header as any dock
/// is, but does not float at a double-click.
bool StatementDocks::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type != QEvent::MouseButtonPress && type != QEvent::MouseButtonRelease &&
        type != QEvent::MouseButtonDblClick)
        return QObject::eventFilter(watched, event);
    if (static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton)
        return QObject::eventFilter(watched, event);
    if (type == QEvent::MouseButtonDblClick)
        choose(!m_isOpen);
    else if (m_hasRoom)
        return QObject::eventFilter(watched, event);
    else if (type == QEvent::MouseButtonRelease && m_isPressed)
        choose(true);
    m_isPressed = type == QEvent::MouseButtonPress;
    event->accept();
    return true;
}

void StatementDocks::setOpen(bool isOpen)
{
    m_calm.forget();
    m_isOpen = isOpen;
    apply();
}

void StatementDocks::apply()
{
    describe();
    const bool hasRoom = m_isOpen || isTabShown();
    if (hasRoom == m_hasRoom)
        return;
    rememberHeight();
    m_hasRoom = hasRoom;
    for (QDockWidget *dock : m_docks)
        fold(*dock, !hasRoom && !dock->isFloating());
    QDockWidget *dock = isTabShown() ? m_tab : tallDock();
    if (hasRoom && dock)
        m_window.resizeDocks({dock}, {m_settings.statementsHeight()}, Qt::Vertical);
}

void StatementDocks::fold(QDockWidget &dock, bool isFolded) const
{
    QWidget *place = dock.widget();
    place->layout()->itemAt(0)->widget()->setVisible(!isFolded);
    place->setMaximumHeight(isFolded ? 0 : QWIDGETSIZE_MAX);
    dock.setFeatures(isFolded ? QDockWidget::DockWidgetClosable
                              : QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable |
                                    QDockWidget::DockWidgetFloatable);
    dock.titleBarWidget()->setCursor(isFolded ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void StatementDocks::describe()
{
    m_action.setChecked(m_isOpen);
    m_button->setIcon(m_theme.icon(m_isOpen ? u"collapse"_s : u"expand"_s));
    m_button->setText(m_isOpen ? tr("Fold") : tr("Open"));
    m_button->setToolTip(m_isOpen ? tr("Fold the statements to a line with their totals (F9)")
                                  : tr("Show the statements that clicks ran (F9)"));
}

/// The dock whose height is that of all; null where a person has closed or moved away all.
QDockWidget *StatementDocks::tallDock() const
{
    for (QDockWidget *dock : m_docks) {
        if (!dock->isHidden() && !dock->isFloating())
            return dock;
    }
    return nullptr;
}

bool StatementDocks::isTabShown() const
{
    return m_tab && !m_tab->isHidden() && m_window.tabifiedDockWidgets(m_docks.first()).contains(m_tab);
}

} // namespace relata::ui
