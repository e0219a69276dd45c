#include "columnattributes.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using base::Value;

Result<ColumnRead> ColumnAttributes::read(ObjectRef object, int column, Reach reach)
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
    if (const Done loaded = isExpired ? m_loader.loadExpired(object, reach) : Done(); !loaded)
        return fail(loaded.error());
    const bool isDeferred = heap.isDeferred(object.row, column);
    if (const Done loaded = isDeferred ? m_loader.loadDeferred(object, column, reach) : Done(); !loaded)
        return fail(loaded.error());
    if (heap.cells().isLoaded(object.row, column))
        return ColumnRead{Read::Value, heap.cells().value(object.row, column)};
    return ColumnRead{Read::NeverSet, {}};
}

Result<ColumnRead> ColumnAttributes::readCommitted(ObjectRef object, int column, Reach reach)
{
    if (const Overlay *overlay = m_core.heap(object).overlay(object.row)) {
        if (const CommittedColumn *before = overlay->column(column))
            return ColumnRead{ColumnRead::Kind::Value, before->known ? before->value : Value()};
    }
    return read(object, column, reach);
}

Done ColumnAttributes::set(ObjectRef object, int column, const Value &value)
{
    if (value.isCut()) {
        Q_ASSERT(!"the beginning of a value taken for the value");
        return fail(base::ErrorCode::InvalidRequest, u"Only the beginning of the value is known."_s,
                    u"Read the whole value first."_s);
    }
    ClassHeap &heap = m_core.heap(object);
    // The old value of a key finds the row again, so it has to be known.
    if (heap.mapper().findsRow[size_t(column)]) {
        if (const auto old = read(object, column, kAnywhere); !old)
            return fail(old.error());
    }
    m_notes.noteColumn(object, column);
    heap.cells().set(object.row, column, value);
    m_notes.markModified(object);
    return {};
}

ColumnHistory ColumnAttributes::history(ObjectRef object, int column) const
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

} // namespace relata::orm
