#include "diagramkeys.h"

#include "ui/diagram/cardclipboard.h"
#include "ui/diagram/diagramview.h"

#include <QKeyEvent>

namespace relata::ui {

namespace {

constexpr int kNudge = 4; ///< scene units
constexpr int kFarNudge = 20;

} // namespace

bool DiagramKeys::press(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        return nudge(event.key(), kFarNudge);
    if (modifiers == Qt::ControlModifier)
        return nudge(event.key(), kNudge) || pressWithControl(event.key());
    return modifiers == Qt::NoModifier && pressPlain(event.key());
}

bool DiagramKeys::selectNext(int step)
{
    const QList<base::TableId> order = readingOrder(places());
    const base::TableId now = current();
    const qsizetype first = step > 0 ? 0 : order.size() - 1;
    const qsizetype at = now.isValid() ? order.indexOf(now) + step : first;
    if (at < 0 || at >= order.size())
        return false;
    select(order.at(at));
    return true;
}

bool DiagramKeys::pressWithControl(int key)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_view.diagram()->activateSelected();
        return true;
    case Qt::Key_A:
        m_view.diagram()->selectAll();
        return true;
    case Qt::Key_C:
        m_view.diagram()->clipboard().copy();
        return true;
    case Qt::Key_X:
        m_view.diagram()->clipboard().cut();
        return true;
    case Qt::Key_V:
        m_view.diagram()->clipboard().paste(m_view.eye());
        return true;
    case Qt::Key_D:
        m_view.diagram()->clipboard().duplicate();
        return true;
    default:
        return false;
    }
}

/// Moves what is selected a little.
bool DiagramKeys::nudge(int key, int step)
{
    static const QHash<int, QPointF> directions = {
        {Qt::Key_Left, {-1, 0}}, {Qt::Key_Right, {1, 0}}, {Qt::Key_Up, {0, -1}}, {Qt::Key_Down, {0, 1}}};
    const auto direction = directions.constFind(key);
    if (direction == directions.cend())
        return false;
    m_view.diagram()->nudgeSelected(*direction * step);
    return true;
}

bool DiagramKeys::escape()
{
    DiagramScene &scene = *m_view.diagram();
    if (m_view.cancelGesture())
        return true;
    if (scene.arranger().isWorking()) {
        scene.arranger().cancel();
        return false; // The window may have more to cancel.
    }
    if (scene.selectedTables().isEmpty() && scene.selectedLinks().isEmpty())
        return false; // The window may have something to cancel.
    scene.select({});
    return true;
}

bool DiagramKeys::pressPlain(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (!m_view.chooseName(key == Qt::Key_Left))
            selectTowards(key == Qt::Key_Left ? Towards::Left : Towards::Right);
        return true;
    case Qt::Key_Up:
        selectTowards(Towards::Up);
        return true;
    case Qt::Key_Down:
        selectTowards(Towards::Down);
        return true;
    case Qt::Key_Escape:
        return escape();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        m_view.diagram()->removeSelected();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        m_view.editSelected();
        return true;
    case Qt::Key_N:
        m_view.newTable();
        return true;
    case Qt::Key_F:
        m_view.fit();
        return true;
    case Qt::Key_L:
        return selectNextLink();
    default:
        return false;
    }
}

bool DiagramKeys::selectNextLink()
{
    DiagramScene &scene = *m_view.diagram();
    const QList<base::LinkId> selected = scene.selectedLinks();
    const base::LinkId now = selected.isEmpty() ? base::LinkId() : selected.last();
    if (current().isValid())
        m_linksOf = current();
    const QList<base::LinkId> links = scene.linksAt(m_linksOf);
    if (links.isEmpty())
        return false;
    const base::LinkId next = links.at((links.indexOf(now) + 1) % links.size());
    scene.select({}, {next});
    m_view.ensureVisible(scene.linkItem(next)->boundingRect(), 0, 0);
    return true;
}

void DiagramKeys::selectTowards(Towards direction)
{
    if (const base::TableId target = tableTowards(places(), current(), direction); target.isValid())
        select(target);
}

void DiagramKeys::select(base::TableId table)
{
    m_view.diagram()->select({table});
    m_view.ensureVisible(m_view.diagram()->tableItem(table)->card());
}

QList<CardPlace> DiagramKeys::places() const
{
    QList<CardPlace> places;
    for (const TableItem *item : m_view.diagram()->tableItems())
        places.append({item->id(), item->card()});
    return places;
}

base::TableId DiagramKeys::current() const
{
    const QList<base::TableId> selected = m_view.diagram()->selectedTables();
    return selected.isEmpty() ? base::TableId() : selected.last();
}

} // namespace relata::ui
