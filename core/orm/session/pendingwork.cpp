#include "pendingwork.h"

namespace relata::orm {

QList<ObjectRef> PendingWork::dirty()
{
    QList<ObjectRef> changed;
    for (const ObjectRef object : std::as_const(m_core.modified)) {
        if (m_states.state(object) == ObjectState::Persistent && !m_core.deleted.contains(object) &&
            m_attributes.isModified(object))
            changed += object;
    }
    return changed;
}

QList<int> PendingWork::changedColumns(ObjectRef object) const
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
        if (m_attributes.columnHistory(object, each.column).isChange())
            changed += each.column;
    }
    return changed;
}

std::optional<ObjectRef> PendingWork::changedTo(ObjectRef object,
                                                const MappedRelationship &relationship) const
{
    const ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    if (!overlay || !overlay->relation(relationship.slot))
        return std::nullopt;
    return heap.scalar(object.row, relationship.slot);
}

void PendingWork::revert(ObjectRef object)
{
    m_attributes.revert(object);
}

void PendingWork::revert(ObjectRef object, int column)
{
    m_attributes.revertColumn(object, column);
    m_attributes.forgetIfClean(object);
}

void PendingWork::revert(ObjectRef object, const MappedRelationship &relationship)
{
    m_attributes.expireRelationship(object, relationship);
    m_attributes.forgetIfClean(object);
}

} // namespace relata::orm
