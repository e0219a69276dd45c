#include "collectionassignment.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done CollectionAssignment::assign(ObjectRef object, const MappedRelationship &relationship,
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
    const auto kind = m_related.collection(object, relationship, reach & ~AlsoWithoutRow);
    if (!kind)
        return fail(kind.error());
    const QList<ObjectRef> old = m_related.items(object, relationship);
    m_notes.noteCollection(object, relationship);
    ClassHeap &heap = m_core.heap(object);
    heap.setItems(object.row, relationship.slot, {});
    const QSet<ObjectRef> before(old.cbegin(), old.cend());
    const QSet<ObjectRef> after(children.cbegin(), children.cend());
    const Origin origin{Origin::Act::ReplaceAll, relationship};
    for (const ObjectRef child : children) {
        if (!before.contains(child)) {
            if (const Done done = m_links.add({object, relationship, child}, origin, kAnywhere); !done)
                return done;
        } else {
            heap.editItems(object.row, relationship.slot) += child;
        }
    }
    for (const ObjectRef child : old) {
        if (after.contains(child))
            continue;
        if (const Done done = m_links.letGo({object, relationship, child}, origin); !done)
            return done;
    }
    return {};
}

/// A dynamic or write-only collection: compared with what the database has now.
Done CollectionAssignment::assignQuery(ObjectRef object, const MappedRelationship &relationship,
                                       const QList<ObjectRef> &children)
{
    QList<ObjectRef> old;
    if (m_core.has(object, HasKey)) {
        const auto found = m_loader.dynamicItems(object, relationship);
        if (!found)
            return fail(found.error());
        old = *found;
    }
    m_notes.noteCollection(object, relationship);
    old += m_core.heap(object).editOverlay(object.row).editQueue(relationship.slot).added.list();
    const QSet<ObjectRef> before(old.cbegin(), old.cend());
    const QSet<ObjectRef> after(children.cbegin(), children.cend());
    for (const ObjectRef child : children) {
        if (before.contains(child))
            continue;
        const Link link{object, relationship, child};
        if (const Done done = m_links.queueAdding(link, Origin::ofLinking(relationship)); !done)
            return done;
    }
    for (const ObjectRef child : before) {
        if (after.contains(child))
            continue;
        const Link link{object, relationship, child};
        if (const Done done = m_links.queueRemoval(link, Origin::ofUnlinking(relationship)); !done)
            return done;
    }
    return {};
}

} // namespace relata::orm
