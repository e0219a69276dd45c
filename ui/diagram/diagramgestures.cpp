#include "ui/diagram/typing/cardediting.h"
#include "ui/diagram/typing/nameediting.h"
#include "ui/diagram/cardhint.h"
#include "ui/diagram/diagrammenu.h"
#include "ui/diagram/diagramview.h"
#include "ui/theme/foreigntext.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>
#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

/// How the view turns what the mouse and the keys do into gestures of the tools.

namespace {

constexpr qreal kLinkReach = 6; ///< pixels from a link that still hit it

} // namespace

void DiagramView::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAbout(zoom() * std::pow(Camera::kZoomStep, (turned.y() + turned.x()) / 120.0),
                  event->position().toPoint());
    } else {
        QPoint by = event->pixelDelta().isNull() ? turned * 0.6 : event->pixelDelta();
        if (event->modifiers() & Qt::ShiftModifier && by.x() == 0)
            by = by.transposed();
        m_camera.pan(by);
    }
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    m_hint->hide();
    m_editing->leave();
    m_names->leave();
    m_scene->arranger().holdStill();
    m_camera.leaveFit();
    setFocus(Qt::MouseFocusReason);
    if (m_active)
        return;
    const ToolEvent pressed = toolEvent(*event);
    for (const std::unique_ptr<DiagramTool> &tool : m_tools) {
        if (tool->press(pressed)) {
            m_active = tool.get();
            viewport()->setCursor(tool->activeCursor());
            m_names->choose(hitAt(pressed.viewPos));
            return;
        }
    }
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    if (m_active && m_active != m_pan)
        m_camera.pushAtEdge(*m_pointer);
    const ToolEvent moved = toolEvent(*event);
    if (m_active)
        m_active->move(moved);
    else
        hover(moved);
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    const ToolEvent released = toolEvent(*event);
    if (DiagramTool *tool = std::exchange(m_active, nullptr))
        tool->release(released);
    hover(released);
}

void DiagramView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const DiagramHit hit = hitAt(event->position().toPoint());
    if (hit.part == DiagramHit::Part::Fold) {
        const bool isFolded = hit.table->fold() == CardFold::Folded;
        m_scene->setFold(hit.table->id(), isFolded ? CardFold::Unfolded : CardFold::Folded);
    } else if (hit.part == DiagramHit::Part::Column) {
        m_editing->startExisting(hit.table->id(), hit.column);
    } else if (hit.table) {
        emit m_scene->tableActivated(hit.table->id());
    } else if (hit.part == DiagramHit::Part::Name) {
        m_names->start(hit.link->id(), hit.side);
    } else if (hit.link) {
        emit m_scene->linkActivated(hit.link->id());
    } else {
        m_editing->startNew(mapToScene(event->position().toPoint()));
    }
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    m_hint->hide();
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        m_pan->setSpaceHeld(true);
        if (!m_active)
            viewport()->setCursor(Qt::OpenHandCursor);
    } else if (!m_keys.press(*event)) {
        event->ignore();
    }
}

void DiagramView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_pan->setSpaceHeld(false);
        viewport()->unsetCursor();
    }
}

void DiagramView::focusOutEvent(QFocusEvent *event)
{
    m_pan->setSpaceHeld(false);
    QGraphicsView::focusOutEvent(event);
}

void DiagramView::contextMenuEvent(QContextMenuEvent *event)
{
    cancelGesture();
    DiagramHit hit;
    QPoint at = event->pos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QList<base::TableId> tables = m_scene->selectedTables();
        hit.table = tables.isEmpty() ? nullptr : m_scene->tableItem(tables.first());
        at = hit.table ? mapFromScene(hit.table->card().center()) : m_camera.middle();
    } else {
        hit = hitAt(at);
        const bool isSelected =
            (hit.table && hit.table->isSelected()) || (hit.link && hit.link->isSelected());
        if (!isSelected)
            m_scene->click(hit, Qt::NoModifier);
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(u"diagramMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillDiagramMenu(*menu, *this, *m_theme, hit);
    menu->popup(viewport()->mapToGlobal(at));
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const DiagramHit hit = hitAt(help->pos());
        const QPointF inCard = hit.table ? mapToScene(help->pos()) - hit.table->pos() : QPointF();
        QToolTip::showText(help->globalPos(),
                           hit.table                            ? toolTipOf(hit.table->textAt(inCard))
                           : hit.part == DiagramHit::Part::Name ? tr("Double-click to type another name")
                                                                : QString(),
                           viewport());
        return true;
    }
    if (event->type() == QEvent::Leave) {
        m_pointer.reset();
        m_scene->setHovered({});
    }
    return QGraphicsView::viewportEvent(event);
}

bool DiagramView::cancelGesture()
{
    DiagramTool *tool = std::exchange(m_active, nullptr);
    if (tool)
        tool->cancel();
    viewport()->unsetCursor();
    return tool;
}

ToolEvent DiagramView::toolEvent(const QMouseEvent &event) const
{
    const QPoint at = event.position().toPoint();
    return {mapToScene(at), at, event.button(), event.modifiers(), kLinkReach / zoom()};
}

DiagramHit DiagramView::hitAt(QPoint viewPos) const
{
    return m_scene->hit(mapToScene(viewPos), kLinkReach / zoom());
}

void DiagramView::hover(const ToolEvent &event)
{
    m_scene->setHovered(m_scene->hit(event.scenePos, event.tolerance));
    updateCursor(event);
}

void DiagramView::updateCursor(const ToolEvent &event)
{
    for (const std::unique_ptr<DiagramTool> &tool : m_tools) {
        if (const std::optional<Qt::CursorShape> shape = tool->hoverCursor(event)) {
            if (viewport()->cursor().shape() != *shape)
                viewport()->setCursor(*shape);
            return;
        }
    }
}

} // namespace relata::ui
