#include "attributes.h"

#include "core/orm/load/lazyloader.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using base::Value;

Result<ColumnRead> Attributes::column(ObjectRef object, int column, Reach reach)
{
    ClassHeap &heap = m_core.heap(object);
    using Read = ColumnRead::Kind;
    if (heap.cells().isLoaded(object.row, column))
        return ColumnRead{Read::Value, heap.cells().value(object.row, column)};
    const bool isExpired =
        heap.has(object.row, IsExpired) || heap.expiredColumns(object.row).contains(column);
    if (!isExpired && !heap.deferred(object.row, column))
        return ColumnRead{Read::NeverSet, {}};
    if (!(reach & MayLoad) || !(reach & MaySelect))
        return ColumnRead{Read::NotLoaded, {}};
    if (const Done loaded = isExpired ? m_loader->loadExpired(object, reach) : Done(); !loaded)
        return fail(loaded.error());
    const bool isDeferred = heap.isDeferred(object.row, column);
    if (const Done loaded = isDeferred ? m_loader->loadDeferred(object, column, reach) : Done(); !loaded)
        return fail(loaded.error());
    if (heap.cells().isLoaded(object.row, column))
        return ColumnRead{Read::Value, heap.cells().value(object.row, column)};
    return ColumnRead{Read::NeverSet, {}};
}

Result<ColumnRead> Attributes::committedColumn(ObjectRef object, int column, Reach reach)
{
    if (const Overlay *overlay = m_core.heap(object).overlay(object.row)) {
        if (const CommittedColumn *before = overlay->column(column))
            return ColumnRead{ColumnRead::Kind::Value, before->known ? before->value : Value()};
    }
    return this->column(object, column, reach);
}

Done Attributes::setColumn(ObjectRef object, int column, const Value &value)
{
    if (value.isCut()) {
        Q_ASSERT(!"the beginning of a value taken for the value");
        return fail(base::ErrorCode::InvalidRequest, u"Only the beginning of the value is known."_s,
                    u"Read the whole value first."_s);
    }
    ClassHeap &heap = m_core.heap(object);
    const Mapper &mapper = heap.mapper();
    // The old value of a key finds the row again, so it has to be known.
    if (mapper.findsRow[size_t(column)]) {
        if (const auto read = this->column(object, column); !read)
            return fail(read.error());
    }
    if (heap.has(object.row, HasKey)) {
        Overlay &overlay = heap.editOverlay(object.row);
        if (!overlay.column(column)) {
            const bool known = heap.cells().isLoaded(object.row, column);
            overlay.columns.push_back(
                {column, known, known ? heap.cells().value(object.row, column) : Value()});
        }
    }
    heap.cells().set(object.row, column, value);
    markModified(object);
    return {};
}

ColumnHistory Attributes::columnHistory(ObjectRef object, int column) const
{
    const ClassHeap &heap = m_core.heap(object);
    ColumnHistory history;
    std::optional<Value> current;
    if (heap.cells().isLoaded(object.row, column))
        current = heap.cells().value(object.row, column);
    if (!heap.has(object.row, HasKey)) {
        history.added = current; // The database has nothing of it yet.
        return history;
    }
    const Overlay *overlay = heap.overlay(object.row);
    const CommittedColumn *before = overlay ? overlay->column(column) : nullptr;
    if (!before || (before->known && current == before->value)) {
        history.unchanged = current;
        return history;
    }
    history.added = current;
    if (before->known)
        history.removed = before->value;
    return history;
}

void Attributes::markModified(ObjectRef object)
{
    m_core.set(object, IsModified);
    if (m_core.has(object, InSession) && !m_core.has(object, IsNew) && !m_core.has(object, WasDeleted))
        m_core.modified.insert(object);
}

void Attributes::markModified(ObjectRef object, const MappedRelationship &relationship)
{
    if (!relationship.prop->viewonly)
        markModified(object);
}

void Attributes::commitAll(ObjectRef object)
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

/// What a changed cell held before is gone.
void Attributes::forgetDeferredChanges(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    for (const CommittedColumn &each : overlay ? overlay->columns : std::vector<CommittedColumn>()) {
        if (heap.cells().isLoaded(object.row, each.column))
            heap.forgetDeferred(object.row, each.column);
    }
}

void Attributes::commitColumn(ObjectRef object, int column)
{
    if (Overlay *overlay = m_core.heap(object).overlay(object.row))
        std::erase_if(overlay->columns, [&](const CommittedColumn &each) { return each.column == column; });
}

void Attributes::commitRelation(ObjectRef object, int slot)
{
    if (Overlay *overlay = m_core.heap(object).overlay(object.row))
        std::erase_if(overlay->relations, [&](const CommittedRelation &each) { return each.slot == slot; });
}

void Attributes::expireAll(ObjectRef object)
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

void Attributes::expireColumn(ObjectRef object, int column)
{
    ClassHeap &heap = m_core.heap(object);
    heap.cells().setUnloaded(object.row, column);
    heap.forgetDeferred(object.row, column);
    if (!heap.has(object.row, IsExpired))
        heap.expireColumn(object.row, column);
    commitColumn(object, column);
}

void Attributes::expireRelationship(ObjectRef object, const MappedRelationship &relationship)
{
    ClassHeap &heap = m_core.heap(object);
    heap.unload(object.row, relationship.slot);
    if (Overlay *overlay = heap.overlay(object.row)) {
        commitRelation(object, relationship.slot);
        std::erase_if(overlay->queued,
                      [&](const QueuedChanges &each) { return each.slot == relationship.slot; });
    }
}

void Attributes::revert(ObjectRef object)
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

void Attributes::revertColumn(ObjectRef object, int column)
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

void Attributes::forgetIfClean(ObjectRef object)
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

bool Attributes::isModified(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    if (!m_core.heap(object).overlay(object.row))
        return false;
    const auto isChanged = [&](int index) {
        const auto change = history(object, m_core.registry.relationship(index), kInMemory | IgnoringRaise);
        return change && (!change->added.isEmpty() || !change->removed.isEmpty());
    };
    // In the order of a mapper's attributes: to know of a change may need a SELECT, and the first one
    // decides.
    const auto firstBackref = mapper.relationships.cbegin() + qptrdiff(mapper.ownRelationships);
    if (std::any_of(mapper.relationships.cbegin(), firstBackref, isChanged))
        return true;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        const ColumnHistory change = columnHistory(object, column);
        if (change.added || change.removed)
            return true;
    }
    return std::any_of(firstBackref, mapper.relationships.cend(), isChanged);
}

} // namespace relata::orm
