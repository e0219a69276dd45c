#include "diagramview.h"

#include "ui/diagram/canvasgrid.h"
#include "ui/diagram/typing/cardediting.h"
#include "ui/diagram/typing/nameediting.h"
#include "ui/diagram/cardhint.h"
#include "ui/diagram/emptycanvas.h"
#include "ui/diagram/diagrammenu.h"
#include "ui/diagram/tools/gestures.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kLinkReach = 6; ///< pixels from a link that still hit it
/// What a drag from the handle of a card makes.
QString handleTip()
{
    return DiagramView::tr("Drag to another table: foreign key to its key, or from it\n"
                           "Ctrl+drag: many-to-many with a junction table\n"
                           "Shift+drag: relationship without a foreign key\n"
                           "To the empty canvas: a child of this table");
}

constexpr int kNewMargin = 24; ///< pixels between new cards and the edge of the view

} // namespace

DiagramView::DiagramView(project::DesignDocument *document, QUndoStack *stack, Theme *theme, QWidget *parent)
    : QGraphicsView(parent),
      m_theme(theme),
      m_scene(new DiagramScene(document, stack, theme, this)),
      m_camera(this),
      m_keys(*this),
      m_gestures(std::make_unique<Gestures>(*m_scene, m_camera, *viewport())),
      m_editing(new CardEditing(m_scene, this)),
      m_names(new NameEditing(m_scene, this)),
      m_hint(new CardHint(this)),
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
    setResizeAnchor(NoAnchor); // What is seen stays where it is when a dock comes.
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlag(DontSavePainterState);
    setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);

    connect(m_scene, &DiagramScene::contentsChanged, this, &DiagramView::followContents);
    connect(m_scene, &DiagramScene::rebuilt, this, &DiagramView::showFitted);
    connect(m_scene, &DiagramScene::placeWanted, this, [this](const QRectF &place) {
        m_camera.leaveFit();
        ensureVisible(place, kNewMargin, kNewMargin);
    });
    connect(&m_scene->arranger(), &DiagramArranger::placed, this, [this] {
        if (m_camera.isFitted())
            fit();
    });
    connect(m_scene, &DiagramScene::cardsPlaced, this, &DiagramView::keepInSight);
    connect(m_scene, &DiagramScene::selectedItemsChanged, this, &DiagramView::describeSelection);
    connect(m_scene, &DiagramScene::problemReported, this, &DiagramView::tellAt);
    connect(m_editing, &CardEditing::openChanged, this, &DiagramView::followContents);
    const auto tellTyping = [this] { emit typingChanged(m_editing->isOpen() || m_names->isOpen()); };
    connect(m_editing, &CardEditing::openChanged, this, tellTyping);
    connect(m_names, &NameEditing::openChanged, this, tellTyping);
    connect(m_empty, &EmptyCanvas::newTableRequested, this, &DiagramView::newTable);
    connect(theme, &Theme::changed, this, &DiagramView::applyTheme);
    followContents();
}

DiagramView::~DiagramView()
{
    m_gestures.reset(); // Its tools look at the scene.
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

bool DiagramView::commitEditor()
{
    m_editing->leave();
    m_names->leave();
    return !m_editing->isHolding() && !m_names->isHolding();
}

bool DiagramView::chooseName(bool isLeft)
{
    return m_names->chooseAt(isLeft ? NameEditing::End::Left : NameEditing::End::Right);
}

void DiagramView::editTable(base::TableId table)
{
    m_editing->startExisting(table);
}

void DiagramView::fit()
{
    m_camera.fit(m_scene->extent());
    m_hint->hide();
    m_editing->followView();
    m_names->followView();
    emit zoomChanged(zoom());
}

void DiagramView::zoomIn()
{
    setZoom(zoom() * Camera::kZoomStep);
}

void DiagramView::zoomOut()
{
    setZoom(zoom() / Camera::kZoomStep);
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
    m_editing->startNew(eye());
}

QPointF DiagramView::eye() const
{
    return mapToScene(m_pointer.value_or(m_camera.middle() - QPoint(150, 60)));
}

void DiagramView::editSelected()
{
    const QList<base::TableId> tables = m_scene->selectedTables();
    const QList<base::LinkId> links = m_scene->selectedLinks();
    if (tables.size() == 1)
        editTable(tables.first());
    else if (tables.isEmpty() && links.size() == 1 && !m_names->startChosen())
        emit m_scene->linkActivated(links.first());
}

void DiagramView::drawBackground(QPainter *painter, const QRectF &rect)
{
    paintCanvas(*painter, rect, zoom(), m_theme->tokens());
    painter->setRenderHints(renderHints());
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
    m_empty->centerIn(viewport()->size()); // It has been taken along.
    m_hint->hide();
    m_editing->followView();
    m_names->followView();
}

bool DiagramView::event(QEvent *event)
{
    // Only the key itself walks through the tables, and leaves the diagram after the last one. Qt asks for
    // the next child in other cases, too: whenever what has the focus in here is hidden.
    if (event->type() == QEvent::ShortcutOverride && bringsBack(*static_cast<const QKeyEvent *>(event))) {
        event->accept(); // Before it is the window's undo.
        return true;
    }
    if (event->type() == QEvent::KeyPress && bringsBack(*static_cast<const QKeyEvent *>(event))) {
        m_editing->bringBack();
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress && walk(*static_cast<const QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QGraphicsView::event(event);
}

/// Undo straight after a card was given up is for what was typed into it.
bool DiagramView::bringsBack(const QKeyEvent &event) const
{
    return m_editing->hasGivenUp() && event.key() == Qt::Key_Z && event.modifiers() == Qt::ControlModifier;
}

bool DiagramView::walk(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const bool isBack = event.key() == Qt::Key_Backtab ||
                        (event.key() == Qt::Key_Tab && event.modifiers() & Qt::ShiftModifier);
    return (isBack || event.key() == Qt::Key_Tab) && m_keys.selectNext(isBack ? -1 : 1);
}

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
    const ToolEvent pressed = toolEvent(*event);
    if (!m_gestures->isUnderway() && m_gestures->press(pressed))
        m_names->choose(hitAt(pressed.viewPos));
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    m_gestures->scrollAtEdge(*m_pointer);
    m_gestures->move(toolEvent(*event));
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    m_gestures->release(toolEvent(*event));
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
        m_gestures->setSpaceHeld(true);
    } else if (!m_keys.press(*event)) {
        event->ignore();
    }
}

void DiagramView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_gestures->setSpaceHeld(false);
        viewport()->unsetCursor();
    }
}

void DiagramView::focusOutEvent(QFocusEvent *event)
{
    m_gestures->setSpaceHeld(false);
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
    popUpDiagramMenu(*this, *m_theme, hit, viewport()->mapToGlobal(at));
}

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const DiagramHit hit = hitAt(help->pos());
        const QPointF inCard = hit.table ? mapToScene(help->pos()) - hit.table->pos() : QPointF();
        QToolTip::showText(help->globalPos(),
                           hit.part == DiagramHit::Part::Handle ? handleTip()
                           : hit.table                          ? toolTipOf(hit.table->textAt(inCard))
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
    return m_gestures->cancel();
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
    m_hint->hide();
    m_editing->followView();
    m_names->followView();
    emit zoomChanged(this->zoom());
}

void DiagramView::showFitted()
{
    m_needsFit = !isVisible();
    if (!m_needsFit)
        fit();
}

/// Nobody is left looking at an empty place: undo takes an arrangement back to where it was, and brings
/// tables back.
void DiagramView::keepInSight(const QList<base::TableId> &placed)
{
    QRectF all;
    bool isSeen = false;
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    for (const base::TableId id : placed) {
        if (const TableItem *item = m_scene->tableItem(id)) {
            all |= item->card();
            isSeen = isSeen || seen.intersects(item->card());
        }
    }
    if (all.isNull() || (m_camera.isFitted() ? seen.contains(all) : isSeen))
        return;
    if (m_camera.isFitted() || all.width() > seen.width() || all.height() > seen.height())
        fit();
    else
        ensureVisible(all, kNewMargin, kNewMargin);
}

void DiagramView::followContents()
{
    m_camera.setContents(m_scene->extent());
    m_empty->describe(m_scene->edits().isEditable(), m_theme->tokens());
    m_empty->setVisible(m_scene->tableItems().isEmpty() && !m_editing->isOpen());
    m_empty->centerIn(viewport()->size());
}

/// Where nobody knows a place, where the pointer is.
void DiagramView::tellAt(const QString &words, const QRectF &place)
{
    const QPointF pointer = mapToScene(m_pointer.value_or(m_camera.middle()));
    m_hint->showAt(place.isNull() ? QRectF(pointer, QSizeF(1, 1)) : place, words, m_theme->tokens());
}

void DiagramView::describeSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    if (!tables.isEmpty() || !links.isEmpty())
        m_camera.leaveFit(); // What a person has chosen stays as large as it is.
    QString description;
    if (tables.size() == 1) {
        const TableItem *item = m_scene->tableItem(tables.first());
        description =
            tr("Table %1, %n column(s)", nullptr, int(item->table().columns.size())).arg(item->table().name);
    } else if (tables.isEmpty() && links.size() == 1) {
        description = linkSentence(m_scene->schema(), m_scene->linkItem(links.first())->link());
    } else if (!tables.isEmpty() || !links.isEmpty()) {
        description =
            tr("%1 tables and %2 links").arg(QString::number(tables.size()), QString::number(links.size()));
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
