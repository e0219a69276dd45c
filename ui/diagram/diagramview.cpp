#include "diagramview.h"

#include "ui/diagram/canvasgrid.h"
#include "ui/diagram/cardediting.h"
#include "ui/diagram/diagrammenu.h"
#include "ui/diagram/emptycanvas.h"
#include "ui/diagram/linktool.h"
#include "ui/diagram/selecttool.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kZoomStep = 1.25;
constexpr qreal kLinkReach = 6; ///< pixels from a link that still hit it

} // namespace

DiagramView::DiagramView(project::DesignDocument *document, QUndoStack *stack, Theme *theme, QWidget *parent)
    : QGraphicsView(parent),
      m_theme(theme),
      m_scene(new DiagramScene(document, stack, theme, this)),
      m_camera(this),
      m_keys(*this),
      m_editing(new CardEditing(m_scene, this)),
      m_empty(new EmptyCanvas(viewport()))
{
    setObjectName(u"diagram"_s);
    setAccessibleName(tr("Diagram"));
    setScene(m_scene);
    setInteractive(false);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(AnchorViewCenter);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);

    auto pan = std::make_unique<PanTool>(m_camera);
    m_pan = pan.get();
    m_tools.push_back(std::move(pan));
    m_tools.push_back(std::make_unique<LinkTool>(*m_scene, viewport()));
    m_tools.push_back(std::make_unique<SelectTool>(*m_scene));

    connect(m_scene, &DiagramScene::contentsChanged, this, &DiagramView::followContents);
    connect(m_scene, &DiagramScene::rebuilt, this, &DiagramView::showFitted);
    connect(&m_scene->arranger(), &DiagramArranger::placed, this, [this] {
        if (m_camera.isFitted())
            fit();
    });
    connect(m_scene, &DiagramScene::selectedItemsChanged, this, &DiagramView::describeSelection);
    connect(m_editing, &CardEditing::openChanged, this, &DiagramView::followContents);
    connect(m_empty, &EmptyCanvas::newTableRequested, this, &DiagramView::newTable);
    connect(theme, &Theme::changed, this, &DiagramView::applyTheme);
    followContents();
}

DiagramView::~DiagramView()
{
    m_tools.clear();
}

void DiagramView::showTable(base::TableId table)
{
    const TableItem *item = m_scene->tableItem(table);
    if (!item)
        return;
    m_scene->select({table});
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    if (zoom() >= CardPainter::kTextZoom && seen.contains(item->card()))
        return;
    if (zoom() < CardPainter::kTextZoom)
        setZoom(1);
    m_camera.leaveFit();
    centerOn(item->card().center());
}

void DiagramView::editTable(base::TableId table)
{
    m_editing->startExisting(table);
}

bool DiagramView::cancelGesture()
{
    DiagramTool *tool = std::exchange(m_active, nullptr);
    if (tool)
        tool->cancel();
    viewport()->unsetCursor();
    return tool;
}

void DiagramView::fit()
{
    m_camera.fit(m_scene->extent());
    m_editing->followView();
    emit zoomChanged(zoom());
}

void DiagramView::zoomIn()
{
    setZoom(zoom() * kZoomStep);
}

void DiagramView::zoomOut()
{
    setZoom(zoom() / kZoomStep);
}

void DiagramView::resetZoom()
{
    setZoom(1);
}

void DiagramView::setZoom(qreal zoom)
{
    zoomAbout(zoom, m_camera.middle());
}

void DiagramView::arrange()
{
    fit();
    m_scene->arrange();
}

void DiagramView::newTable()
{
    m_editing->startNew(mapToScene(m_pointer.value_or(m_camera.middle() - QPoint(150, 60))));
}

void DiagramView::editSelected()
{
    const QList<base::TableId> tables = m_scene->selectedTables();
    if (tables.size() == 1)
        editTable(tables.first());
}

void DiagramView::drawBackground(QPainter *painter, const QRectF &rect)
{
    paintCanvas(*painter, rect, zoom(), m_theme->tokens());
    painter->setRenderHints(renderHints());
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAbout(zoom() * std::pow(kZoomStep, (turned.y() + turned.x()) / 120.0),
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
    m_editing->leave();
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
    } else if (hit.table) {
        emit m_scene->tableActivated(hit.table->id());
    } else if (!hit.link) {
        m_editing->startNew(mapToScene(event->position().toPoint()));
    }
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
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

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    m_empty->centerIn(viewport()->size());
    followContents();
    if ((m_needsFit || m_camera.isFitted()) && isVisible())
        showFitted();
}

void DiagramView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    if (m_needsFit)
        showFitted();
}

void DiagramView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    m_editing->followView();
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const DiagramHit hit = hitAt(help->pos());
        const QPointF inCard = hit.table ? mapToScene(help->pos()) - hit.table->pos() : QPointF();
        QToolTip::showText(help->globalPos(), hit.table ? hit.table->textAt(inCard) : QString(), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave) {
        m_pointer.reset();
        m_scene->setHovered({});
    }
    return QGraphicsView::viewportEvent(event);
}

bool DiagramView::focusNextPrevChild(bool next)
{
    // Tab walks through the tables first and leaves the diagram after the last one.
    return m_keys.selectNext(next ? 1 : -1) || QGraphicsView::focusNextPrevChild(next);
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

void DiagramView::zoomAbout(qreal zoom, QPoint anchor)
{
    m_camera.setZoom(zoom, anchor);
    m_editing->followView();
    emit zoomChanged(this->zoom());
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

void DiagramView::showFitted()
{
    m_needsFit = !isVisible();
    if (!m_needsFit)
        fit();
}

void DiagramView::followContents()
{
    m_camera.setContents(m_scene->extent());
    m_empty->describe(m_scene->edits().isEditable(), m_theme->tokens());
    m_empty->setVisible(m_scene->tableItems().isEmpty() && !m_editing->isOpen());
    m_empty->centerIn(viewport()->size());
}

void DiagramView::describeSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    QString description;
    if (tables.size() == 1) {
        const TableItem *item = m_scene->tableItem(tables.first());
        description =
            tr("Table %1, %n column(s)", nullptr, int(item->table().columns.size())).arg(item->table().name);
    } else if (tables.isEmpty() && links.size() == 1) {
        description = linkSentence(m_scene->schema(), links.first());
    } else if (!tables.isEmpty() || !links.isEmpty()) {
        description = tr("%1 tables and %2 links").arg(tables.size()).arg(links.size());
    }
    setAccessibleDescription(description);
    QAccessibleEvent spoken(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&spoken);
}

void DiagramView::applyTheme()
{
    followContents();
    viewport()->update();
}

} // namespace relata::ui
