#include "attributes.h"

#include "core/orm/load/lazyloader.h"

// Collections that are replaced as a whole.

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done Attributes::assign(ObjectRef object, const MappedRelationship &relationship,
                        const QList<ObjectRef> &children, Reach reach)
{
    if (relationship.prop->lazy == mapping::Lazy::WriteOnly && m_core.has(object, HasKey)) {
        return fail(
            ErrorCode::InvalidRequest,
            u"The collection '%1' is write-only: it cannot be replaced as a whole."_s.arg(relationship.label),
            u"Add and remove single objects."_s);
    }
    if (relationship.isQueryOnly())
        return assignQuery(object, relationship, children);
    const auto kind = collection(object, relationship, reach & ~AlsoWithoutRow);
    if (!kind)
        return fail(kind.error());
    const QList<ObjectRef> old = items(object, relationship);
    noteCollection(object, relationship);
    ClassHeap &heap = m_core.heap(object);
    heap.setItems(object.row, relationship.slot, {});
    const QSet<ObjectRef> before(old.cbegin(), old.cend());
    const QSet<ObjectRef> after(children.cbegin(), children.cend());
    const Initiator bulk{Initiator::Kind::BulkReplace, relationship.index};
    for (const ObjectRef child : children) {
        if (!before.contains(child)) {
            if (const Done done = append(object, relationship, child, bulk); !done)
                return done;
        } else {
            heap.editItems(object.row, relationship.slot) += child;
        }
    }
    for (const ObjectRef child : old) {
        if (after.contains(child))
            continue;
        if (const Done done = fireRemove(object, relationship, child, bulk); !done)
            return done;
    }
    return {};
}

/// A query is compared with what the database has now.
Done Attributes::assignQuery(ObjectRef object, const MappedRelationship &relationship,
                             const QList<ObjectRef> &children)
{
    QList<ObjectRef> old;
    if (m_core.has(object, HasKey)) {
        const auto found = m_loader->dynamicItems(object, relationship);
        if (!found)
            return fail(found.error());
        old = *found;
    }
    noteCollection(object, relationship);
    old += m_core.heap(object).editOverlay(object.row).editQueue(relationship.slot).added.list();
    const QSet<ObjectRef> before(old.cbegin(), old.cend());
    const QSet<ObjectRef> after(children.cbegin(), children.cend());
    for (const ObjectRef child : children) {
        if (before.contains(child))
            continue;
        if (const Done done = appendQuietly(object, relationship, child, {}); !done)
            return done;
    }
    for (const ObjectRef child : before) {
        if (after.contains(child))
            continue;
        if (const Done done = removeQuietly(object, relationship, child, {}); !done)
            return done;
    }
    return {};
}

} // namespace relata::orm
