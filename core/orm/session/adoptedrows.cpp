#include "adoptedrows.h"

#include <QVarLengthArray>

namespace relata::orm {

using base::Value;
using base::Values;

ObjectRef AdoptedRows::reference(int mapper, const Values &key)
{
    ObjectRef object = m_core.find(mapper, key);
    const bool isNew = object.isNone();
    if (isNew)
        object = m_core.create(mapper);
    ClassHeap &heap = m_core.heap(object);
    for (qsizetype i = 0; i < key.size(); ++i) {
        const int column = heap.mapper().keyColumns[size_t(i)];
        if (isNew)
            heap.keys().set(object.row, int(i), key[i]);
        if (!heap.cells().isLoaded(object.row, column)) // An expired one's key is no question either.
            heap.cells().set(object.row, column, key[i]);
    }
    if (isNew) {
        heap.set(object.row, ObjectFlag(InSession | HasKey | IsExpired));
        heap.identities().insert(object.row);
    }
    return object;
}

void AdoptedRows::adopt(ObjectRef object, const Values &columns)
{
    ClassHeap &heap = m_core.heap(object);
    if (!heap.has(object.row, IsExpired) && isWhole(object))
        return;
    QVarLengthArray<base::CellView, 32> row;
    for (const Value &value : columns)
        row += base::CellView::of(value);
    for (int column = int(columns.size()); column < heap.mapper().columnCount(); ++column)
        row += heap.keys().view(object.row, heap.mapper().keyPlace(column));
    const bool keepsLoaded = heap.overlay(object.row);
    for (int column = 0; column < row.size(); ++column) {
        if (keepsLoaded && heap.cells().isLoaded(object.row, column))
            continue;
        if (row[column].isCut()) {
            heap.setDeferred(object.row, column, columns[column]);
            continue;
        }
        heap.forgetDeferred(object.row, column);
        heap.cells().set(object.row, column, row[column]);
    }
    heap.set(object.row, IsExpired, false);
    heap.clearExpired(object.row);
}

void AdoptedRows::setCommitted(ObjectRef object, int column, const Value &value)
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

void AdoptedRows::setCommitted(ObjectRef object, const MappedRelationship &relationship,
                               const QList<ObjectRef> &objects)
{
    if (relationship.isCollection())
        m_attributes.setLoadedCollection(object, relationship, objects);
    else
        m_attributes.setLoadedScalar(object, relationship, objects.value(0));
}

bool AdoptedRows::isWhole(ObjectRef object) const
{
    const ClassHeap &heap = m_core.heap(object);
    for (int column = 0; column < heap.mapper().columnCount(); ++column) {
        if (!heap.cells().isLoaded(object.row, column) && !heap.deferred(object.row, column))
            return false;
    }
    return true;
}

Value AdoptedRows::committed(ObjectRef object, int column) const
{
    const ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    const CommittedColumn *before = overlay ? overlay->column(column) : nullptr;
    const Value *deferred = heap.deferred(object.row, column);
    if (before)
        return !before->known && deferred ? *deferred : before->value;
    return deferred && !heap.cells().isLoaded(object.row, column) ? *deferred
                                                                  : heap.cells().value(object.row, column);
}

std::optional<QList<ObjectRef>> AdoptedRows::inMemory(ObjectRef object,
                                                      const MappedRelationship &relationship)
{
    constexpr Reach reach = kWithoutSelect | WithoutAutoflush | IgnoringRaise;
    if (relationship.isQueryOnly())
        return std::nullopt;
    if (relationship.isCollection()) {
        const auto kind = m_attributes.collection(object, relationship, reach);
        if (!kind || *kind == RelatedRead::Kind::NotLoaded)
            return std::nullopt;
        return m_attributes.items(object, relationship);
    }
    const auto read = m_attributes.scalar(object, relationship, reach);
    if (!read || read->kind == RelatedRead::Kind::NotLoaded)
        return std::nullopt;
    return read->object.isNone() ? QList<ObjectRef>() : QList{read->object};
}

void AdoptedRows::forgetColumns(int mapper)
{
    ClassHeap &heap = *m_core.heaps[size_t(mapper)];
    for (quint32 row = 0; row < heap.rowCount(); ++row) {
        if (!heap.has(row, InSession) || !heap.has(row, HasKey) || heap.has(row, WasDeleted))
            continue;
        const Overlay *overlay = heap.overlay(row);
        for (int column = 0; column < heap.mapper().columnCount(); ++column) {
            if (heap.mapper().isKey(column) || (overlay && overlay->column(column)))
                continue;
            heap.cells().setUnloaded(row, column);
            heap.forgetDeferred(row, column);
        }
        heap.set(row, IsExpired);
        heap.set(row, RowIsKnown, false);
    }
}

void AdoptedRows::forgetRelated(const MappedRelationship &relationship)
{
    ClassHeap &heap = *m_core.heaps[size_t(relationship.prop->owner)];
    for (quint32 row = 0; row < heap.rowCount(); ++row) {
        const Overlay *overlay = heap.overlay(row);
        if (!overlay || !overlay->relation(relationship.slot))
            heap.unload(row, relationship.slot);
    }
}

} // namespace relata::orm
