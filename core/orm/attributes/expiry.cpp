#include "expiry.h"

#include <algorithm>

namespace relata::orm {

void Expiry::expireSession()
{
    for (const auto &heap : m_core.heaps) {
        for (quint32 row = 0; row < heap->rowCount(); ++row) {
            if (heap->has(row, InSession) && heap->has(row, HasKey) && !heap->has(row, WasDeleted))
                expireAll({heap->mapper().index, row});
        }
    }
}

void Expiry::expireAll(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    for (int column = 0; column < heap.mapper().columnCount(); ++column)
        heap.cells().setUnloaded(object.row, column);
    for (size_t slot = 0; slot < heap.mapper().relationships.size(); ++slot) {
        heap.unload(object.row, int(slot));
        heap.forgetOwnStrategy(object.row, int(slot));
    }
    heap.set(object.row, IsExpired);
    heap.set(object.row, RowIsKnown, false);
    heap.clearExpired(object.row);
    heap.forgetDeferred(object.row);
    heap.dropOverlay(object.row);
    heap.set(object.row, IsModified, false);
    m_core.modified.remove(object);
    m_core.forgetParents(object);
}

void Expiry::expireColumn(ObjectRef object, int column)
{
    ClassHeap &heap = m_core.heap(object);
    heap.cells().setUnloaded(object.row, column);
    heap.forgetDeferred(object.row, column);
    if (!heap.has(object.row, IsExpired))
        heap.expireColumn(object.row, column);
    m_notes.commitColumn(object, column);
}

void Expiry::expireRelationship(ObjectRef object, const MappedRelationship &relationship)
{
    ClassHeap &heap = m_core.heap(object);
    heap.unload(object.row, relationship.slot);
    if (Overlay *overlay = heap.overlay(object.row)) {
        m_notes.commitRelation(object, relationship.slot);
        std::erase_if(overlay->queued,
                      [&](const QueuedChanges &each) { return each.slot == relationship.slot; });
    }
}

} // namespace relata::orm
