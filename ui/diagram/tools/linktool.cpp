#include "linktool.h"

#include "ui/diagram/diagramscene.h"

#include <QApplication>

namespace relata::ui {

using namespace Qt::StringLiterals;

LinkTool::LinkTool(DiagramScene &scene, HintLabel &hint) : m_scene(scene), m_aim(scene, hint) {}

LinkTool::~LinkTool() = default;

bool LinkTool::press(const ToolEvent &event)
{
    static const QHash<Qt::KeyboardModifiers, Wish> wishes = {{Qt::NoModifier, Wish::ForeignKey},
                                                              {Qt::ControlModifier, Wish::ManyToMany},
                                                              {Qt::ShiftModifier, Wish::Keyless}};
    if (event.button != Qt::LeftButton || !wishes.contains(event.modifiers) || !m_scene.edits().isEditable())
        return false;
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (hit.part != DiagramHit::Part::Column && hit.part != DiagramHit::Part::Handle)
        return false;
    m_start = event;
    m_from = hit.table->id();
    m_fromColumn = hit.column;
    m_wish = wishes.value(event.modifiers);
    return true;
}

void LinkTool::move(const ToolEvent &event)
{
    if (!m_draft) {
        if ((event.viewPos - m_start.viewPos).manhattanLength() < QApplication::startDragDistance())
            return;
        m_draft = std::make_unique<DraftLink>(m_scene.style());
        m_scene.addItem(m_draft.get());
    }
    aim(event);
}

void LinkTool::release(const ToolEvent &event)
{
    const bool wasDrag = m_draft != nullptr;
    cancel();
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (wasDrag)
        finish(hit, event.scenePos);
    else
        m_scene.click(hit, event.modifiers);
}

void LinkTool::finish(const DiagramHit &hit, QPointF at)
{
    DiagramEdits &edits = m_scene.edits();
    if (!hit.table) {
        const schema::Table *parent = m_scene.schema().table(m_from);
        const bool hasKey = !m_fromColumn.isEmpty() || (parent && !parent->primaryKey.isEmpty());
        if (hit.part == DiagramHit::Part::Nothing && m_wish == Wish::ForeignKey && hasKey)
            emit m_scene.childTableWanted(m_from, m_fromColumn, at);
        else if (hit.part == DiagramHit::Part::Nothing)
            m_scene.report(noChildHere(), QRectF(at, QSizeF(1, 1)));
        return;
    }
    if (isAtStart(hit) && m_fromColumn.isEmpty())
        return;
    const base::Done done = m_wish == Wish::ManyToMany
                                ? edits.addManyToMany(m_from, hit.table->id(), placeBetween(hit.table->id()))
                            : m_wish == Wish::Keyless ? edits.addKeyless(endsAt(hit))
                                                      : edits.addLink(endsAt(hit));
    m_scene.report(done, QRectF(at, QSizeF(1, 1)));
}

/// Why nothing comes of a drag that ends on the empty canvas.
base::Done LinkTool::noChildHere() const
{
    return base::fail(base::ErrorCode::InvalidChange,
                      m_wish == Wish::ForeignKey
                          ? tr("This table has no primary key that a new one could refer to.")
                          : tr("That needs a table at both ends."),
                      m_wish == Wish::ForeignKey ? tr("Give it a primary key first.")
                                                 : tr("Make the table first (N), then drop the link on it."));
}

/// Where the card of a link table stands: halfway, as far as there is room.
QPointF LinkTool::placeBetween(base::TableId other) const
{
    const QRectF one = m_scene.tableItem(m_from)->card();
    const QRectF two = m_scene.tableItem(other)->card();
    constexpr QSizeF kUsual(190, 90);
    QRectF place(QPointF(), kUsual);
    place.moveCenter((one.center() + two.center()) / 2);
    return m_scene.freePlace(place.topLeft(), kUsual);
}

void LinkTool::cancel()
{
    m_draft.reset();
    m_aim.nowhere();
}

std::optional<Qt::CursorShape> LinkTool::hoverCursor(const ToolEvent &event) const
{
    if (!m_scene.edits().isEditable())
        return std::nullopt;
    const DiagramHit::Part part = m_scene.hit(event.scenePos, event.tolerance).part;
    if (part != DiagramHit::Part::Column && part != DiagramHit::Part::Handle)
        return std::nullopt;
    return Qt::CrossCursor;
}

schema::LinkEnds LinkTool::endsAt(const DiagramHit &hit) const
{
    return {m_from, m_fromColumn, hit.table->id(), hit.column};
}

/// Whether a drag ends where it began. One from a handle may end on its own card: the table then refers to
/// itself.
bool LinkTool::isAtStart(const DiagramHit &hit) const
{
    if (!hit.table || hit.table->id() != m_from)
        return false;
    return m_fromColumn.isEmpty() ? hit.part == DiagramHit::Part::Handle
                                  : hit.column == m_fromColumn || hit.column.isEmpty();
}

void LinkTool::aim(const ToolEvent &event)
{
    const TableItem *from = m_scene.tableItem(m_from);
    if (!from) {
        cancel();
        return;
    }
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    const DraftLink::Verdict verdict =
        !hit.table || isAtStart(hit)
            ? m_aim.nowhere()
            : m_aim.at(hit, event.viewPos, [this](const DiagramHit &end) { return wordsFor(end); });
    const qreal fromY = from->pos().y() + (m_fromColumn.isEmpty() ? from->geometry().handle().y()
                                                                  : from->geometry().rowY(m_fromColumn));
    m_draft->setEnds(from->card(), fromY, anchor(hit, event), verdict);
}

/// What the drag would become where it ends here, or why it cannot.
base::Result<QString> LinkTool::wordsFor(const DiagramHit &hit) const
{
    if (m_wish == Wish::ManyToMany) {
        const auto plan = m_scene.edits().planManyToMany(m_from, hit.table->id());
        return plan ? base::Result<QString>(plan->text) : base::fail(plan.error());
    }
    if (m_wish == Wish::Keyless) {
        const auto plan = m_scene.edits().planKeyless(endsAt(hit));
        return plan ? base::Result<QString>(plan->text) : base::fail(plan.error());
    }
    const auto plan = m_scene.edits().plan(endsAt(hit));
    return plan ? base::Result<QString>(planWords(m_scene.schema(), *plan)) : base::fail(plan.error());
}

/// The draft ends at the edge of the row or card under the pointer, at the side that it comes from; else at
/// the pointer.
QPointF LinkTool::anchor(const DiagramHit &hit, const ToolEvent &event) const
{
    if (!hit.table || hit.table->id() == m_from)
        return event.scenePos;
    const QRectF card = hit.table->card();
    const qreal row = card.top() + hit.table->geometry().rowY(hit.column);
    return {m_start.scenePos.x() < card.center().x() ? card.left() : card.right(), row};
}

} // namespace relata::ui
