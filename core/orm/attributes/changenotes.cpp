#include "changenotes.h"

#include <algorithm>

namespace relata::orm {

using base::Value;

void ChangeNotes::noteColumn(ObjectRef object, int column)
{
    ClassHeap &heap = m_core.heap(object);
    if (!heap.has(object.row, HasKey))
        return;
    Overlay &overlay = heap.editOverlay(object.row);
    if (overlay.column(column))
        return;
    const bool known = heap.cells().isLoaded(object.row, column);
    overlay.columns.push_back({column, known, known ? heap.cells().value(object.row, column) : Value()});
}

void ChangeNotes::noteScalar(ObjectRef object, const MappedRelationship &relationship,
                             const RelatedRead &before)
{
    using Kind = RelatedRead::Kind;
    if (relationship.prop->viewonly)
        return;
    Overlay &overlay = m_core.heap(object).editOverlay(object.row);
    if (!overlay.relation(relationship.slot)) {
        CommittedRelation remembered;
        remembered.slot = relationship.slot;
        remembered.scalar = before.object;
        if (before.kind == Kind::Value)
            remembered.kind = CommittedRelation::Kind::Known;
        else if (before.kind == Kind::NotLoaded)
            remembered.kind = CommittedRelation::Kind::Unloaded;
        overlay.relations.push_back(remembered);
    }
    markModified(object);
}

void ChangeNotes::noteCollection(ObjectRef object, const MappedRelationship &relationship)
{
    rememberItems(object, relationship);
    if (relationship.isQueryOnly())
        m_core.heap(object).setItems(object.row, relationship.slot, {});
    markModified(object, relationship);
}

void ChangeNotes::rememberItems(ObjectRef object, const MappedRelationship &relationship)
{
    if (relationship.prop->viewonly)
        return;
    ClassHeap &heap = m_core.heap(object);
    Overlay &overlay = heap.editOverlay(object.row);
    if (overlay.relation(relationship.slot))
        return;
    CommittedRelation before;
    before.slot = relationship.slot;
    if (heap.isLoaded(object.row, relationship.slot)) {
        before.kind = CommittedRelation::Kind::Known;
        before.items = heap.items(object.row, relationship.slot);
    }
    overlay.relations.push_back(before);
}

void ChangeNotes::markModified(ObjectRef object)
{
    m_core.set(object, IsModified);
    if (m_core.has(object, InSession) && !m_core.has(object, IsNew) && !m_core.has(object, WasDeleted))
        m_core.modified.insert(object);
}

/// A view-only relationship holds nothing that could be written.
void ChangeNotes::markModified(ObjectRef object, const MappedRelationship &relationship)
{
    if (!relationship.prop->viewonly)
        markModified(object);
}

void ChangeNotes::commitAll(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    forgetDeferredChanges(object);
    heap.dropOverlay(object.row);
    m_core.set(object, IsModified, false);
    m_core.modified.remove(object);
    const QSet<int> expired = heap.expiredColumns(object.row);
    const bool isWhole = std::all_of(expired.cbegin(), expired.cend(),
                                     [&](int column) { return heap.cells().isLoaded(object.row, column); });
    if (isWhole)
        heap.clearExpired(object.row);
}

/// The beginning that was kept of a large cell is not the beginning of what the cell holds now.
void ChangeNotes::forgetDeferredChanges(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    for (const CommittedColumn &each : overlay ? overlay->columns : std::vector<CommittedColumn>()) {
        if (heap.cells().isLoaded(object.row, each.column))
            heap.forgetDeferred(object.row, each.column);
    }
}

void ChangeNotes::commitColumn(ObjectRef object, int column)
{
    if (Overlay *overlay = m_core.heap(object).overlay(object.row))
        std::erase_if(overlay->columns, [&](const CommittedColumn &each) { return each.column == column; });
}

void ChangeNotes::commitRelation(ObjectRef object, int slot)
{
    if (Overlay *overlay = m_core.heap(object).overlay(object.row))
        std::erase_if(overlay->relations, [&](const CommittedRelation &each) { return each.slot == slot; });
}

void ChangeNotes::revert(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    if (!overlay)
        return;
    const Overlay changes = *overlay;
    for (const CommittedColumn &each : changes.columns)
        revertColumn(object, each.column);
    for (const CommittedRelation &each : changes.relations)
        heap.unload(object.row, each.slot);
    heap.dropOverlay(object.row);
    forgetIfClean(object);
}

void ChangeNotes::revertColumn(ObjectRef object, int column)
{
    ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    const CommittedColumn *before = overlay ? overlay->column(column) : nullptr;
    if (!heap.has(object.row, HasKey))
        heap.cells().setUnloaded(object.row, column);
    if (!before)
        return;
    if (before->known)
        heap.cells().set(object.row, column, before->value);
    else
        heap.cells().setUnloaded(object.row, column);
    commitColumn(object, column);
}

void ChangeNotes::forgetIfClean(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    if (const Overlay *overlay = heap.overlay(object.row)) {
        if (!overlay->columns.empty() || !overlay->relations.empty() || !overlay->queued.empty())
            return;
        heap.dropOverlay(object.row);
    }
    heap.set(object.row, IsModified, false);
    m_core.modified.remove(object);
}

} // namespace relata::orm
