#include "rowwriter.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

RowWriter::RowWriter(SessionCore &core, Attributes &attributes, FlushObjects &objects, const KeyBook &keys)
    : m_core(core),
      m_attributes(attributes),
      m_objects(objects),
      m_inserter(core),
      m_updater(core, attributes, keys),
      m_remover(core, attributes)
{
}

Done RowWriter::save(QList<ObjectRef> objects)
{
    m_objects.sortForWriting(objects);
    const auto replaced = takeOverRows(objects);
    if (!replaced)
        return fail(replaced.error());
    const auto hasRow = [&](ObjectRef object) {
        return m_core.has(object, HasKey) || (!replaced->isEmpty() && replaced->contains(object));
    };
    const auto firstNew = std::stable_partition(objects.begin(), objects.end(), hasRow);
    if (const Done done = m_updater.update(QList<ObjectRef>(objects.begin(), firstNew), *replaced); !done)
        return done;
    for (const ObjectRef object : QList<ObjectRef>(firstNew, objects.end())) {
        if (const Done done = m_inserter.insert(object); !done) {
            m_core.refused = object;
            return done;
        }
    }
    return {};
}

/// For each new object that takes over a row the one that had it. New ones come first in `objects`.
Result<QHash<ObjectRef, ObjectRef>> RowWriter::takeOverRows(const QList<ObjectRef> &objects)
{
    QHash<ObjectRef, ObjectRef> replaced;
    if (m_core.options.databaseDefaults)
        return replaced; // An UPDATE would keep what should be a default.
    for (const ObjectRef object : objects) {
        if (m_core.has(object, HasKey))
            break;
        const auto old = replacedBy(object);
        if (!old)
            return fail(old.error());
        if (!old->isNone())
            replaced.insert(object, *old);
    }
    return replaced;
}

/// The persistent object whose row a new one takes over, because it is deleted by the same flush.
Result<ObjectRef> RowWriter::replacedBy(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    const ClassHeap &heap = m_core.heap(object);
    const auto row = heap.identities().find(heap.cells(), object.row, mapper.keyColumns);
    const ObjectRef held = row ? ObjectRef{object.cls, *row} : ObjectRef();
    if (held.isNone() || held == object || (m_core.has(held, WasDeleted) && !m_objects.isDeleted(held)))
        return ObjectRef();
    if (m_core.has(held, IsExpired) && !m_core.has(held, RowIsKnown)) {
        const auto read = m_attributes.column(held, mapper.keyColumns.front());
        if (!read && read.error().code != ErrorCode::ObjectDeleted)
            return fail(read.error());
        if (!read) {
            m_core.rowIsGone(held);
            return ObjectRef();
        }
    }
    if (!m_objects.isDeleted(held)) {
        m_core.warn(u"The new object %1 has the key of %2, which is in the session already."_s.arg(
            m_core.describe(object), m_core.describe(held)));
        return ObjectRef();
    }
    m_objects.giveRowAway(held);
    return held;
}

Done RowWriter::remove(QList<ObjectRef> objects)
{
    objects.removeIf(
        [this](ObjectRef each) { return !m_objects.isDeleted(each) || !m_objects.needsStatement(each); });
    m_objects.sortForWriting(objects);
    return objects.isEmpty() ? Done() : m_remover.remove(objects);
}

} // namespace relata::orm
