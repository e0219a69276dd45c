#include "writtenobjects.h"

#include "core/orm/load/lazyloader.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

Done WrittenObjects::registerPersistent(ObjectRef object)
{
    if (const Done read = readExpiredKey(object); !read)
        return read;
    const bool wasNew = m_core.has(object, IsNew);
    const auto switches = switchesKey(object);
    if (!switches)
        return fail(switches.error());
    if (*switches && !wasNew) {
        m_core.snapshots.noteKeyBefore(object, m_core.heap(object).key(object.row));
        m_core.forgetIdentity(object);
    }
    if (*switches)
        takeKey(object);
    Snapshot &snapshot = m_core.snapshots.innermost();
    if (wasNew) {
        m_core.set(object, IsNew, false);
        snapshot.added.insert(object);
    }
    snapshot.written.insert(object);
    m_attributes.commitAll(object);
    return {};
}

Done WrittenObjects::readExpiredKey(ObjectRef object)
{
    const ClassHeap &heap = m_core.heap(object);
    const bool isExpired = std::ranges::any_of(heap.mapper().keyColumns, [&](int column) {
        return heap.has(object.row, HasKey) && !heap.cells().isLoaded(object.row, column);
    });
    return isExpired ? m_lazy.loadExpired(object, kAnywhere | WithoutAutoflush) : Done();
}

/// Whether the key in the object's columns is another one than that by which the session knows it. Columns
/// that are not loaded are as they were.
Result<bool> WrittenObjects::switchesKey(ObjectRef object) const
{
    const ClassHeap &heap = m_core.heap(object);
    const bool hasKey = heap.has(object.row, HasKey);
    bool isOther = !hasKey;
    int part = 0;
    for (const int column : heap.mapper().keyColumns) {
        const bool isLoaded = heap.cells().isLoaded(object.row, column);
        const bool isKept = !isLoaded && hasKey;
        const auto held = isKept ? heap.keys().view(object.row, part) : heap.cells().view(object.row, column);
        if (held.isNull()) {
            return fail(ErrorCode::FlushRefused,
                        u"An object of class '%1' has a NULL in its primary key."_s.arg(heap.mapper().name()),
                        u"Give every key column a value."_s);
        }
        isOther = isOther || !(isKept || heap.keys().equals(object.row, part, held));
        ++part;
    }
    return isOther;
}

/// The object is known by the key in its columns, and takes the place of another one with that key.
void WrittenObjects::takeKey(ObjectRef object)
{
    ClassHeap &heap = m_core.heap(object);
    int part = 0;
    for (const int column : heap.mapper().keyColumns) {
        if (heap.cells().isLoaded(object.row, column))
            heap.keys().set(object.row, part, heap.cells().view(object.row, column));
        ++part;
    }
    heap.set(object.row, HasKey);
    if (const quint32 other = heap.identities().insert(object.row); other != object.row) {
        heap.identities().remove(other);
        heap.identities().insert(object.row);
    }
}

} // namespace relata::orm
