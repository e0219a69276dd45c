#include "objectfiller.h"

#include <algorithm>

namespace relata::orm {

using base::CellView;
using Existing = LoadRequest::Existing;

ObjectFiller::ObjectFiller(SessionCore &core, Attributes &attributes, const LoadRequest &request)
    : m_core(core), m_attributes(attributes), m_request(request)
{
}

bool ObjectFiller::fillsWhole(const ReadPlace &place, quint32 row) const
{
    return place.met->made().contains(row) || m_request.existing == Existing::Replace ||
           ObjectRef{place.mapper->index, row} == m_request.refresh;
}

void ObjectFiller::add(ReadPlace &place, Cells own)
{
    ClassHeap &heap = *place.heap;
    const quint32 row = heap.addRow();
    int part = 0;
    for (const int column : place.mapper->keyColumns)
        heap.keys().set(row, part++, own[size_t(column)]);
    heap.set(row, ObjectFlag(InSession | HasKey));
    fillNew(place, row, own);
    place.met->insert(row);
    if (hasLastingOptions())
        heap.setContext(row, contextOf(place));
    if (!place.planned().ownStrategies.empty())
        setOwnStrategies(place, row);
}

void ObjectFiller::fillNew(ReadPlace &place, quint32 row, Cells own)
{
    ClassHeap &heap = *place.heap;
    if (!m_core.options.deferLarge || std::ranges::none_of(own, &CellView::isLarge))
        return heap.cells().fillRow(row, own);
    for (int column = 0; column < int(own.size()); ++column) {
        const CellView &cell = own[size_t(column)];
        if (isDeferred(*place.mapper, column, cell))
            heap.setDeferred(row, column, cell.cutTo(CellView::kBeginning).value());
        else
            heap.cells().set(row, column, cell);
    }
}

/// A large cell stays in the database until somebody asks for it, unless the row is found or written by it.
bool ObjectFiller::isDeferred(const Mapper &mapper, int column, const CellView &cell) const
{
    return m_core.options.deferLarge && cell.isLarge() && !mapper.findsRow[size_t(column)] &&
           !mapper.isKey(column);
}

void ObjectFiller::fillExisting(ReadPlace &place, quint32 row, Cells own)
{
    const ObjectRef object{place.mapper->index, row};
    const bool isRefreshed = object == m_request.refresh;
    const bool isReplaced = m_request.existing == Existing::Replace ||
                            (isRefreshed && m_request.extent == LoadRequest::Extent::Whole);
    if (isReplaced && !isRefreshed)
        forgetRelationships(place, object);
    if (!place.planned().ownStrategies.empty())
        setOwnStrategies(place, row);
    if (isRefreshed && m_request.extent == LoadRequest::Extent::Named)
        fillNamed(object, own);
    else
        fill(object, own, isReplaced ? Loaded::Replace : Loaded::Keep);
    if (hasLastingOptions() && isReplaced)
        place.heap->setContext(row, contextOf(place));
}

void ObjectFiller::fill(ObjectRef object, Cells own, Loaded loaded)
{
    ClassHeap &heap = m_core.heap(object);
    for (int column = 0; column < heap.mapper().columnCount(); ++column) {
        if (loaded == Loaded::Keep && heap.cells().isLoaded(object.row, column))
            continue;
        const CellView &cell = own[size_t(column)];
        if (isDeferred(heap.mapper(), column, cell))
            heap.setDeferred(object.row, column, cell.cutTo(CellView::kBeginning).value());
        else
            setCell(object, column, cell);
        if (loaded == Loaded::Keep)
            m_attributes.commitColumn(object, column);
    }
    if (heap.has(object.row, IsExpired))
        heap.set(object.row, IsExpired, false);
    heap.clearExpired(object.row);
    if (loaded == Loaded::Replace)
        m_attributes.commitAll(object);
}

/// Large cells are among them, because somebody has asked for them by name.
void ObjectFiller::fillNamed(ObjectRef object, Cells own)
{
    for (int column = 0; column < int(own.size()); ++column) {
        if (!m_request.onlyColumns.contains(column))
            continue;
        setCell(object, column, own[size_t(column)]);
        m_attributes.commitColumn(object, column);
    }
    m_core.set(object, RowIsKnown);
}

void ObjectFiller::setCell(ObjectRef object, int column, const CellView &cell)
{
    ClassHeap &heap = m_core.heap(object);
    heap.forgetDeferred(object.row, column);
    heap.cells().set(object.row, column, cell);
}

/// Unloads the relationships that the statement is not going to set.
void ObjectFiller::forgetRelationships(ReadPlace &place, ObjectRef object)
{
    const PlannedEntity &plan = place.planned();
    for (const int index : plan.resets) {
        const MappedRelationship &relationship = m_core.registry.relationship(index);
        m_attributes.expireRelationship(object, relationship);
        place.heap->forgetOwnStrategy(object.row, relationship.slot);
    }
    for (const OwnStrategy &own : plan.ownStrategies) {
        const MappedRelationship &relationship = m_core.registry.relationship(own.relationship);
        if (relationship.isCollection())
            m_attributes.expireRelationship(object, relationship);
    }
}

/// An object that was in memory takes the strategies of the query's options for what it has not loaded.
void ObjectFiller::setOwnStrategies(const ReadPlace &place, quint32 row)
{
    ClassHeap &heap = *place.heap;
    const Overlay *overlay = heap.overlay(row);
    for (const OwnStrategy &own : place.planned().ownStrategies) {
        const int slot = m_core.registry.relationship(own.relationship).slot;
        const bool isMissing = !heap.isLoaded(row, slot) && !(overlay && overlay->relation(slot));
        if (isMissing || fillsWhole(place, row))
            heap.setOwnStrategy(row, slot, own.strategy);
    }
}

/// A statement without options leaves the object its own, and changes only the path.
void ObjectFiller::meetAgain(ReadPlace &place, quint32 row)
{
    if (hasLastingOptions()) {
        if (!place.isOnlyPlace)
            place.heap->setContext(row, contextOf(place));
        return;
    }
    if (m_request.existing != Existing::Replace)
        return;
    if (const auto &context = m_core.contexts[place.heap->context(row)])
        place.heap->setContext(row, m_core.keepContext({context->options, place.planned().path}));
}

quint32 ObjectFiller::contextOf(ReadPlace &place)
{
    if (place.context == 0)
        place.context = m_core.keepContext({m_request.lasting, place.planned().path});
    return place.context;
}

} // namespace relata::orm
