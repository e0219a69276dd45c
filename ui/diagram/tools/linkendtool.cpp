#include "linkendtool.h"

#include "ui/diagram/diagramscene.h"
#include "ui/diagram/items/linkitem.h"
#include "ui/diagram/items/tableitem.h"

#include <QApplication>

namespace relata::ui {

using namespace Qt::StringLiterals;
using schema::LinkSide;

namespace {

constexpr qreal kReach = 3; ///< how many times as far from an end as from a line still hits it

} // namespace

LinkEndTool::LinkEndTool(DiagramScene &scene, HintLabel &hint) : m_scene(scene), m_aim(scene, hint) {}

LinkEndTool::~LinkEndTool() = default;

/// Only a foreign key has ends that say which columns it is made of.
std::optional<LinkEndTool::Grip> LinkEndTool::gripAt(const ToolEvent &event) const
{
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (hit.part != DiagramHit::Part::Link || !m_scene.edits().isEditable() || hit.link->route().size() < 2 ||
        hit.link->link().standsOn != DrawnLink::StandsOn::ForeignKey)
        return std::nullopt;
    const QList<QPointF> &route = hit.link->route();
    const qreal toChild = QLineF(route.first(), event.scenePos).length();
    const qreal toParent = QLineF(route.last(), event.scenePos).length();
    if (qMin(toChild, toParent) > kReach * event.tolerance)
        return std::nullopt;
    return Grip{hit.link->id(), toChild < toParent ? LinkSide::Child : LinkSide::Parent};
}

bool LinkEndTool::press(const ToolEvent &event)
{
    if (event.button != Qt::LeftButton || event.modifiers != Qt::NoModifier)
        return false;
    const std::optional<Grip> grip = gripAt(event);
    if (!grip)
        return false;
    m_grip = *grip;
    m_start = event;
    m_scene.select({}, {m_grip.link});
    return true;
}

void LinkEndTool::move(const ToolEvent &event)
{
    if (!m_draft) {
        if ((event.viewPos - m_start.viewPos).manhattanLength() < QApplication::startDragDistance())
            return;
        m_draft = std::make_unique<DraftLink>(m_scene.style());
        m_scene.addItem(m_draft.get());
    }
    aim(event);
}

void LinkEndTool::release(const ToolEvent &event)
{
    const bool wasDrag = m_draft != nullptr;
    cancel();
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    if (!wasDrag || !hit.table || isWhereItWas(hit))
        return;
    const auto plan = planTo(hit);
    const base::Done done =
        plan ? m_scene.edits().change(plan->change) : base::Done(base::fail(plan.error()));
    m_scene.report(done, QRectF(event.scenePos, QSizeF(1, 1)));
    if (done)
        m_scene.select({}, {plan->foreignKey.id});
}

void LinkEndTool::cancel()
{
    m_draft.reset();
    m_aim.nowhere();
}

std::optional<Qt::CursorShape> LinkEndTool::hoverCursor(const ToolEvent &event) const
{
    return gripAt(event) ? std::optional(Qt::CrossCursor) : std::nullopt;
}

base::Result<schema::LinkPlan> LinkEndTool::planTo(const DiagramHit &hit) const
{
    if (const base::Done may = m_scene.edits().mayEdit(); !may)
        return base::fail(may.error());
    return schema::planMovedEnd(m_scene.schema(), m_grip.link, m_grip.side, hit.table->id(), hit.column);
}

bool LinkEndTool::isWhereItWas(const DiagramHit &hit) const
{
    const LinkItem *item = m_scene.linkItem(m_grip.link);
    if (!item)
        return true;
    const DrawnLink &link = item->link();
    const bool isChild = m_grip.side == LinkSide::Child;
    const QStringList &columns = isChild ? link.childColumns : link.parentColumns;
    return hit.table && hit.table->id() == (isChild ? link.child : link.parent) &&
           (hit.column.isEmpty() || columns.contains(hit.column));
}

/// The draft runs from the end that stays to the pointer; the words say what the link would be.
void LinkEndTool::aim(const ToolEvent &event)
{
    const LinkItem *item = m_scene.linkItem(m_grip.link);
    if (!item) {
        cancel();
        return;
    }
    const bool isChild = m_grip.side == LinkSide::Child;
    const TableItem *stays = m_scene.tableItem(isChild ? item->link().parent : item->link().child);
    const QPointF from = isChild ? item->route().last() : item->route().first();
    const DiagramHit hit = m_scene.hit(event.scenePos, event.tolerance);
    const auto words = [this](const DiagramHit &end) {
        const auto plan = planTo(end);
        return plan ? base::Result<QString>(planWords(m_scene.schema(), *plan)) : base::fail(plan.error());
    };
    const DraftLink::Verdict verdict =
        !hit.table || isWhereItWas(hit) ? m_aim.nowhere() : m_aim.at(hit, event.viewPos, words);
    m_draft->setEnds(stays->card(), from.y(), event.scenePos, verdict);
}

} // namespace relata::ui
