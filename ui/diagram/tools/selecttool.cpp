#include "selecttool.h"

#include "ui/diagram/diagramscene.h"
#include "ui/diagram/tools/snapping.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QGraphicsRectItem>
#include <QPen>

namespace relata::ui {

namespace {

bool addsToSelection(const ToolEvent &event)
{
    return event.modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
}

bool isFar(const ToolEvent &from, const ToolEvent &to)
{
    return (to.viewPos - from.viewPos).manhattanLength() >= QApplication::startDragDistance();
}

} // namespace

SelectTool::SelectTool(DiagramScene &scene) : m_scene(scene) {}

SelectTool::~SelectTool() = default;

bool SelectTool::press(const ToolEvent &event)
{
    if (event.button != Qt::LeftButton)
        return false;
    m_start = event;
    m_gesture = Gesture::Click;
    m_selectOnRelease = false;
    m_pressed = {};
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (hit.table) {
        pressTable(event, hit);
    } else if (hit.link) {
        m_scene.click(hit, event.modifiers);
    } else {
        m_gesture = Gesture::Band;
        m_selectedBefore = addsToSelection(event) ? m_scene.selectedTables() : QList<base::TableId>();
        m_scene.select(m_selectedBefore);
    }
    return true;
}

void SelectTool::move(const ToolEvent &event)
{
    if (m_gesture == Gesture::Band)
        band(event);
    else if (m_gesture == Gesture::Drag)
        drag(event);
    else if (m_gesture == Gesture::Click && m_pressed.isValid() && isFar(m_start, event)) {
        beginDrag();
        drag(event);
    }
}

void SelectTool::release(const ToolEvent &event)
{
    if (m_gesture == Gesture::Click && m_selectOnRelease)
        m_scene.select({m_pressed});
    if (m_gesture == Gesture::Drag) {
        if (wantedToLink(event)) {
            m_scene.dragCards(m_starts);
            m_scene.report(m_scene.edits().mayEdit(), QRectF(event.scenePos, QSizeF(1, 1)));
        } else if (!m_by.isNull()) {
            m_scene.dropCards(draggedTo(m_by));
        }
        endDrag();
    }
    m_band.reset();
    m_gesture = Gesture::Idle;
}

void SelectTool::cancel()
{
    if (m_gesture == Gesture::Drag) {
        m_scene.dragCards(m_starts);
        endDrag();
    }
    if (m_gesture == Gesture::Band)
        m_scene.select(m_selectedBefore);
    m_band.reset();
    m_gesture = Gesture::Idle;
}

std::optional<Qt::CursorShape> SelectTool::hoverCursor(const ToolEvent &event) const
{
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (hit.part == DiagramHit::Part::Fold || hit.part == DiagramHit::Part::Link)
        return Qt::PointingHandCursor;
    if (hit.part == DiagramHit::Part::Name)
        return Qt::IBeamCursor;
    return hit.table ? Qt::SizeAllCursor : Qt::ArrowCursor;
}

Qt::CursorShape SelectTool::activeCursor() const
{
    return m_pressed.isValid() ? Qt::SizeAllCursor : Qt::ArrowCursor;
}

void SelectTool::pressTable(const ToolEvent &event, const DiagramHit &hit)
{
    m_pressed = hit.table->id();
    m_startedOnColumn = hit.part == DiagramHit::Part::Column;
    // A press on one of several selected cards may begin to drag them all: only a click without a drag
    // narrows the selection.
    if (hit.table->isSelected() && !addsToSelection(event))
        m_selectOnRelease = true;
    else
        m_scene.click(hit, event.modifiers);
}

void SelectTool::beginDrag()
{
    m_gesture = Gesture::Drag;
    m_starts.clear();
    m_by = {};
    if (TableItem *item = m_scene.tableItem(m_pressed); item && !item->isSelected())
        m_scene.select({m_pressed});
    for (const base::TableId table : m_scene.selectedTables()) {
        m_starts.insert(table, m_scene.tableItem(table)->pos());
        m_scene.tableItem(table)->setLifted(true);
    }
}

void SelectTool::drag(const ToolEvent &event)
{
    m_by = snapped(event);
    m_scene.dragCards(draggedTo(m_by));
}

void SelectTool::endDrag()
{
    m_guides.reset();
    for (auto it = m_starts.cbegin(); it != m_starts.cend(); ++it) {
        if (TableItem *item = m_scene.tableItem(it.key()))
            item->setLifted(false);
    }
}

/// How far the pointer has dragged the cards, and a bit more where the one under it comes into line with
/// others.
QPointF SelectTool::snapped(const ToolEvent &event)
{
    const QPointF by = event.scenePos - m_start.scenePos;
    const TableItem *item = m_scene.tableItem(m_pressed);
    if (!item || event.modifiers & Qt::ControlModifier) {
        m_guides.reset();
        return by;
    }
    const QRectF card(m_starts.value(m_pressed) + by, item->card().size());
    const Snap snap = snapTo(card, cardsNear(card), event.tolerance);
    showGuides(snap.guides);
    return by + snap.by;
}

/// The cards that are not dragged and near enough to be seen together with a place.
QList<QRectF> SelectTool::cardsNear(const QRectF &place) const
{
    constexpr qreal kNear = 600;
    QList<QRectF> cards;
    for (const TableItem *item : m_scene.tableItems()) {
        if (!m_starts.contains(item->id()) &&
            item->card().intersects(place.adjusted(-kNear, -kNear, kNear, kNear)))
            cards.append(item->card());
    }
    return cards;
}

void SelectTool::showGuides(const QList<QLineF> &guides)
{
    if (guides.isEmpty()) {
        m_guides.reset();
        return;
    }
    if (!m_guides) {
        QPen pen(m_scene.style().tokens().accent, 1);
        pen.setCosmetic(true);
        m_guides = std::make_unique<QGraphicsPathItem>();
        m_guides->setPen(pen);
        m_guides->setZValue(10);
        m_scene.addItem(m_guides.get());
    }
    QPainterPath path;
    for (const QLineF &guide : guides) {
        path.moveTo(guide.p1());
        path.lineTo(guide.p2());
    }
    m_guides->setPath(path);
}

void SelectTool::band(const ToolEvent &event)
{
    if (!m_band) {
        const Tokens &tokens = m_scene.style().tokens();
        QColor fill = tokens.accent;
        fill.setAlpha(28);
        QPen pen(tokens.accent, 1);
        pen.setCosmetic(true);
        m_band = std::make_unique<QGraphicsRectItem>();
        m_band->setBrush(fill);
        m_band->setPen(pen);
        m_band->setZValue(10);
        m_scene.addItem(m_band.get());
    }
    const QRectF rect = QRectF(m_start.scenePos, event.scenePos).normalized();
    m_band->setRect(rect);
    QList<base::TableId> inside = m_selectedBefore;
    for (const TableItem *item : m_scene.tableItems()) {
        if (item->card().intersects(rect) && !inside.contains(item->id()))
            inside.append(item->id());
    }
    if (inside != m_scene.selectedTables())
        m_scene.select(inside);
}

QHash<base::TableId, QPointF> SelectTool::draggedTo(QPointF by) const
{
    QHash<base::TableId, QPointF> positions;
    for (auto it = m_starts.cbegin(); it != m_starts.cend(); ++it)
        positions.insert(it.key(), (*it + by).toPoint());
    return positions;
}

/// Where the schema cannot be edited, rows are a handle too. Someone who drags from a row right onto another
/// card meant a link.
bool SelectTool::wantedToLink(const ToolEvent &event) const
{
    if (!m_startedOnColumn || m_starts.size() != 1 || m_scene.edits().isEditable())
        return false;
    const QList<TableItem *> &tables = m_scene.tableItems();
    return std::any_of(tables.cbegin(), tables.cend(), [&](const TableItem *item) {
        return item->id() != m_pressed && item->card().contains(event.scenePos);
    });
}

} // namespace relata::ui
