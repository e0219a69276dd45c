#include "rowentity.h"

#include <algorithm>

// What a row does to an object that is in memory already.

namespace relata::orm {

using base::CellView;

/// An object in memory takes them for what it has not loaded.
void RowReader::giveStrategies(const Entity &entity, ObjectRef object)
{
    ClassHeap &heap = *entity.heap;
    const Overlay *overlay = heap.overlay(object.row);
    for (const OwnStrategy &own : entity.columns->entity->ownStrategies) {
        const int slot = m_core.registry.relationship(own.relationship).slot;
        const bool isMissing = !heap.isLoaded(object.row, slot) && !(overlay && overlay->relation(slot));
        if (isMissing || isWhole(entity, object.row))
            heap.setOwnStrategy(object.row, slot, own.strategy);
    }
}

/// Forgets what the statement is not going to set.
void RowReader::overwrite(Entity &entity, ObjectRef object)
{
    const PlannedEntity &plan = *entity.columns->entity;
    for (const int index : plan.resets) {
        const MappedRelationship &relationship = m_core.registry.relationship(index);
        m_attributes.expireRelationship(object, relationship);
        entity.heap->forgetOwnStrategy(object.row, relationship.slot);
    }
    for (const OwnStrategy &own : plan.ownStrategies) {
        const MappedRelationship &relationship = m_core.registry.relationship(own.relationship);
        if (relationship.isCollection())
            m_attributes.expireRelationship(object, relationship);
    }
}

/// The row's object is in the identity map, and the statement has not met it before.
void RowReader::meet(Entity &entity, std::span<const CellView> own, quint32 row)
{
    const ObjectRef object{entity.mapper->index, row};
    const bool isRefreshed = object == m_request.refresh;
    const bool overwrites = m_request.populateExisting || (isRefreshed && !m_request.partial);
    if (overwrites && !isRefreshed)
        overwrite(entity, object);
    if (entity.givesStrategies)
        giveStrategies(entity, object);
    fill(object, own, overwrites);
    if (m_hasOptions && overwrites)
        entity.heap->setContext(row, contextOf(entity));
}

bool RowReader::isDeferred(const Mapper &mapper, int column, const CellView &cell) const
{
    return m_core.options.deferLarge && cell.isLarge() && !mapper.findsRow[size_t(column)] &&
           !mapper.isKey(column);
}

/// A row that has no object yet.
void RowReader::fillNew(Entity &entity, std::span<const CellView> own, quint32 row)
{
    if (!m_core.options.deferLarge || std::ranges::none_of(own, &CellView::isLarge))
        return entity.heap->cells().fillRow(row, own);
    for (int column = 0; column < int(own.size()); ++column) {
        const CellView &cell = own[size_t(column)];
        if (isDeferred(*entity.mapper, column, cell))
            entity.heap->setDeferred(row, column, cell.cutTo(CellView::kBeginning).value());
        else
            entity.heap->cells().set(row, column, cell);
    }
}

/// Cells that are loaded keep what they hold, unless they are to be overwritten.
void RowReader::fill(ObjectRef object, std::span<const CellView> own, bool overwrite)
{
    ClassHeap &heap = m_core.heap(object);
    const bool isByName = m_request.onlyNamed && object == m_request.refresh;
    for (int column = 0; column < heap.mapper().columnCount(); ++column) {
        const bool isNamed = isByName && m_request.onlyColumns.contains(column);
        const bool isKept = isByName ? !isNamed : !overwrite && heap.cells().isLoaded(object.row, column);
        if (isKept)
            continue;
        const CellView &cell = own[size_t(column)];
        if (!isNamed && isDeferred(heap.mapper(), column, cell)) {
            heap.setDeferred(object.row, column, cell.cutTo(CellView::kBeginning).value());
        } else {
            heap.forgetDeferred(object.row, column);
            heap.cells().set(object.row, column, cell);
        }
        if (!overwrite)
            m_attributes.commitColumn(object, column);
    }
    if (isByName)
        return heap.set(object.row, RowIsKnown);
    if (heap.has(object.row, IsExpired))
        heap.set(object.row, IsExpired, false);
    heap.clearExpired(object.row);
    if (overwrite)
        m_attributes.commitAll(object);
}

} // namespace relata::orm
