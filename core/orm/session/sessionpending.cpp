#include "session.h"

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

using base::Done;
using base::Value;

Done Session::begin()
{
    if (const Done usable = checkUsable(); !usable)
        return usable;
    return m_core.executor.begin();
}

void Session::setCommitted(ObjectRef object, int column, const Value &value)
{
    ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    if (overlay && overlay->column(column))
        return;
    if (value.isCut()) {
        heap.setDeferred(object.row, column, value);
        return;
    }
    heap.forgetDeferred(object.row, column);
    heap.cells().set(object.row, column, value);
}

QList<int> Session::changedColumns(ObjectRef object) const
{
    QList<int> changed;
    const ClassHeap &heap = m_core.heap(object);
    if (!heap.has(object.row, HasKey)) {
        for (int column = 0; column < heap.mapper().columnCount(); ++column) {
            if (heap.cells().isLoaded(object.row, column))
                changed += column;
        }
        return changed;
    }
    const Overlay *overlay = heap.overlay(object.row);
    if (!overlay)
        return changed;
    for (const CommittedColumn &each : overlay->columns) {
        const ColumnHistory change = m_attributes->columnHistory(object, each.column);
        if (change.added || change.removed)
            changed += each.column;
    }
    return changed;
}

std::optional<ObjectRef> Session::changedTo(ObjectRef object, const MappedRelationship &relationship) const
{
    const ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    if (!overlay || !overlay->relation(relationship.slot))
        return std::nullopt;
    return heap.scalar(object.row, relationship.slot);
}

void Session::revert(ObjectRef object)
{
    m_attributes->revert(object);
}

void Session::revert(ObjectRef object, int column)
{
    m_attributes->revertColumn(object, column);
    m_attributes->forgetIfClean(object);
}

void Session::revert(ObjectRef object, const MappedRelationship &relationship)
{
    m_attributes->expireRelationship(object, relationship);
    m_attributes->forgetIfClean(object);
}

} // namespace relata::orm
