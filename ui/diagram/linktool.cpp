#include "linktool.h"

#include "ui/diagram/diagramscene.h"
#include "ui/diagram/draftlink.h"
#include "ui/diagram/hintlabel.h"
#include "ui/theme/tokens.h"

#include <QApplication>

namespace relata::ui {

using namespace Qt::StringLiterals;

LinkTool::LinkTool(DiagramScene &scene, QWidget *viewport) : m_scene(scene), m_hint(new HintLabel(viewport))
{
}

LinkTool::~LinkTool() = default;

bool LinkTool::press(const ToolEvent &event)
{
    if (event.button != Qt::LeftButton || event.modifiers != Qt::NoModifier || !m_scene.edits().isEditable())
        return false;
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (hit.part != DiagramHit::Part::Column)
        return false;
    m_start = event;
    m_from = hit.table->id();
    m_fromColumn = hit.column;
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
    if (!wasDrag)
        m_scene.click(hit, event.modifiers);
    else if (hit.table)
        m_scene.report(m_scene.edits().addLink(endsAt(hit)));
}

void LinkTool::cancel()
{
    m_draft.reset();
    m_hint->hide();
}

std::optional<Qt::CursorShape> LinkTool::hoverCursor(const ToolEvent &event) const
{
    if (!m_scene.edits().isEditable() ||
        m_scene.hit(event.scenePos, event.tolerance).part != DiagramHit::Part::Column)
        return std::nullopt;
    return Qt::CrossCursor;
}

schema::LinkEnds LinkTool::endsAt(const DiagramHit &hit) const
{
    return {m_from, m_fromColumn, hit.table->id(), hit.column};
}

void LinkTool::aim(const ToolEvent &event)
{
    const TableItem *from = m_scene.tableItem(m_from);
    if (!from) {
        cancel();
        return;
    }
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    const bool isAtStart = hit.table == from && (hit.column == m_fromColumn || hit.column.isEmpty());
    DraftLink::Verdict verdict = DraftLink::Verdict::Open;
    if (hit.table && !isAtStart) {
        const base::Result<schema::LinkPlan> plan = m_scene.edits().plan(endsAt(hit));
        verdict = plan ? DraftLink::Verdict::Possible : DraftLink::Verdict::Refused;
        tell(plan, event.viewPos);
    } else {
        m_hint->hide();
    }
    const qreal fromY = from->pos().y() + from->geometry().rowY(m_fromColumn);
    m_draft->setEnds(from->card(), fromY, anchor(hit, event), verdict);
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

void LinkTool::tell(const base::Result<schema::LinkPlan> &plan, QPoint at)
{
    const Tokens &tokens = m_scene.style().tokens();
    if (!plan) {
        const base::Error &error = plan.error();
        m_hint->showAt(at, error.hint.isEmpty() ? error.sentence : error.sentence + u' ' + error.hint,
                       HintLabel::Tone::Refused, tokens);
        return;
    }
    const schema::Table *child = m_scene.schema().table(plan->child);
    const schema::ForeignKey &key = plan->foreignKey;
    const QString text = u"%1.%2 → %3.%4"_s.arg(child ? child->name : QString(), key.columns.join(u", "_s),
                                                key.table, key.targetColumns.join(u", "_s));
    m_hint->showAt(at, text, HintLabel::Tone::Possible, tokens);
}

} // namespace relata::ui
