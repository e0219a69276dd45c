#include "attributes.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using Kind = RelatedRead::Kind;

std::optional<Kind> Attributes::whyNotAsked(ObjectRef object, const MappedRelationship &relationship,
                                            Reach reach) const
{
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    const CommittedRelation *before = overlay ? overlay->relation(relationship.slot) : nullptr;
    if (before && before->kind != CommittedRelation::Kind::NoValue)
        return Kind::NeverSet;
    return reach & MayLoad ? std::optional<Kind>() : Kind::NotLoaded;
}

Result<LazyRead> Attributes::read(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    if (const auto kind = whyNotAsked(object, relationship, reach))
        return LazyRead{*kind, {}};
    return m_loader->load(object, relationship, reach);
}

void Attributes::setRead(ObjectRef object, const MappedRelationship &relationship, LazyRead read)
{
    if (read.kind != Kind::Value || read.cameWithOwner)
        return;
    if (relationship.isCollection())
        setLoadedCollection(object, relationship, std::move(read.objects));
    else
        setLoadedScalar(object, relationship, read.objects.isEmpty() ? ObjectRef() : read.objects.first());
}

Result<RelatedRead> Attributes::scalar(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    const ClassHeap &heap = m_core.heap(object);
    if (heap.isLoaded(object.row, relationship.slot))
        return RelatedRead{Kind::Value, heap.scalar(object.row, relationship.slot)};
    if (const auto kind = whyNotAsked(object, relationship, reach))
        return RelatedRead{*kind, {}};
    if (const auto known = m_loader->inMemory(object, relationship, reach)) {
        setLoadedScalar(object, relationship, *known);
        return RelatedRead{Kind::Value, *known};
    }
    auto loaded = m_loader->load(object, relationship, reach);
    if (!loaded)
        return fail(loaded.error());
    if (loaded->kind != Kind::Value)
        return RelatedRead{loaded->kind, {}};
    setRead(object, relationship, std::move(*loaded));
    return RelatedRead{Kind::Value, heap.scalar(object.row, relationship.slot)};
}

Result<Kind> Attributes::collection(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    if (m_core.heap(object).isLoaded(object.row, relationship.slot))
        return Kind::Value;
    auto found = read(object, relationship, reach);
    if (!found)
        return fail(found.error());
    const Kind kind = found->kind;
    setRead(object, relationship, std::move(*found));
    return kind;
}

const QList<ObjectRef> &Attributes::items(ObjectRef object, const MappedRelationship &relationship) const
{
    return m_core.heap(object).items(object.row, relationship.slot);
}

void Attributes::setLoadedScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value)
{
    m_core.heap(object).setScalar(object.row, relationship.slot, value);
    commitRelation(object, relationship.slot);
}

void Attributes::setLoadedCollection(ObjectRef object, const MappedRelationship &relationship,
                                     QList<ObjectRef> children)
{
    ClassHeap &heap = m_core.heap(object);
    heap.setItems(object.row, relationship.slot, std::move(children));
    commitRelation(object, relationship.slot);
    Overlay *overlay = heap.overlay(object.row);
    const QueuedChanges *found = overlay ? overlay->queue(relationship.slot) : nullptr;
    if (!found)
        return;
    const QueuedChanges queued = *found;
    std::erase_if(overlay->queued, [&](const QueuedChanges &each) { return each.slot == relationship.slot; });
    noteCollection(object, relationship);
    OrderedObjects gone = queued.removed;
    QList<ObjectRef> merged = heap.items(object.row, relationship.slot) + queued.added.list();
    merged.removeIf([&gone](ObjectRef each) { return gone.remove(each); });
    heap.setItems(object.row, relationship.slot, std::move(merged));
}

void Attributes::rememberCollection(ObjectRef object, const MappedRelationship &relationship)
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

/// Before a collection is changed.
void Attributes::noteCollection(ObjectRef object, const MappedRelationship &relationship)
{
    rememberCollection(object, relationship);
    // From now on a query counts as loaded, although its objects are in the database.
    if (relationship.isQueryOnly())
        m_core.heap(object).setItems(object.row, relationship.slot, {});
    markModified(object, relationship);
}

void Attributes::rememberScalar(ObjectRef object, const MappedRelationship &relationship, RelatedRead before)
{
    if (relationship.prop->viewonly)
        return;
    Overlay &overlay = m_core.heap(object).editOverlay(object.row);
    if (overlay.relation(relationship.slot))
        return;
    CommittedRelation remembered;
    remembered.slot = relationship.slot;
    remembered.scalar = before.object;
    if (before.kind == Kind::Value)
        remembered.kind = CommittedRelation::Kind::Known;
    else if (before.kind == Kind::NotLoaded)
        remembered.kind = CommittedRelation::Kind::Unloaded;
    overlay.relations.push_back(remembered);
}

Done Attributes::setScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                           Initiator initiator)
{
    return replaceScalar(object, relationship, value, initiator, std::nullopt);
}

/// With an expected value the change happens only where that is the value.
Done Attributes::replaceScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef value,
                               Initiator initiator, std::optional<ObjectRef> expected)
{
    // A single parent has to be known at once; otherwise nothing is loaded only to be replaced.
    const Reach reach = relationship.prop->singleParent
                            ? (kAnywhere & ~AlsoWithoutRow) | WithoutAutoflush | AsInDatabase
                            : kWithoutSelect | AsInDatabase | IgnoringRaise | NeverSetIsNothing;
    auto before = scalar(object, relationship, reach);
    if (!before)
        return fail(before.error());
    if (relationship.prop->singleParent && before->kind == Kind::NeverSet)
        before->kind = Kind::Value; // Who was asked for is known to be nobody.
    if (expected && before->kind != Kind::NotLoaded && before->object != *expected)
        return {};
    if (const Done fired = fireReplace(object, relationship, value, *before, initiator); !fired)
        return fired;
    m_core.heap(object).setScalar(object.row, relationship.slot, value);
    return {};
}

Done Attributes::popScalar(ObjectRef object, const MappedRelationship &relationship, ObjectRef expected,
                           Initiator initiator)
{
    return replaceScalar(object, relationship, {}, initiator, expected);
}

Done Attributes::append(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                        Initiator initiator, Reach reach)
{
    if (!relationship.isCollection())
        return setScalar(object, relationship, child, initiator);
    if (relationship.isQueryOnly())
        return appendQuietly(object, relationship, child, initiator);
    const auto kind = collection(object, relationship, reach);
    if (!kind)
        return fail(kind.error());
    if (*kind == Kind::NotLoaded)
        return appendQuietly(object, relationship, child, initiator);
    if (const Done fired = fireAppend(object, relationship, child, initiator); !fired)
        return fired;
    m_core.heap(object).editItems(object.row, relationship.slot) += child;
    return {};
}

/// The collection is not in memory and stays so: the change waits.
Done Attributes::appendQuietly(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                               Initiator initiator)
{
    if (const Done fired = fireAppend(object, relationship, child, initiator); !fired)
        return fired;
    QueuedChanges &queue = m_core.heap(object).editOverlay(object.row).editQueue(relationship.slot);
    // What a query holds is known only when it is asked: then both are compared with it.
    if (relationship.isQueryOnly() || !queue.removed.remove(child))
        queue.added.add(child);
    return {};
}

Done Attributes::remove(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                        Initiator initiator, Reach reach)
{
    if (!relationship.isCollection())
        return popScalar(object, relationship, child, initiator);
    const auto kind =
        relationship.isQueryOnly() ? Result<Kind>(Kind::NotLoaded) : collection(object, relationship, reach);
    if (!kind)
        return fail(kind.error());
    if (*kind == Kind::NotLoaded)
        return removeQuietly(object, relationship, child, initiator);
    if (!items(object, relationship).contains(child)) {
        return fail(ErrorCode::NotInCollection,
                    u"%1 is not in the collection '%2'."_s.arg(m_core.describe(child), relationship.label),
                    u"Remove only what the collection holds."_s);
    }
    if (const Done fired = fireRemove(object, relationship, child, initiator); !fired)
        return fired;
    m_core.heap(object).editItems(object.row, relationship.slot).removeOne(child);
    return {};
}

Done Attributes::removeQuietly(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                               Initiator initiator)
{
    if (const Done fired = fireRemove(object, relationship, child, initiator); !fired)
        return fired;
    QueuedChanges &queue = m_core.heap(object).editOverlay(object.row).editQueue(relationship.slot);
    if (!queue.added.remove(child))
        queue.removed.add(child);
    return {};
}

/// Takes a child out for the other side of a relationship. A list that does not hold it has lost it all the
/// same.
Done Attributes::pop(ObjectRef object, const MappedRelationship &relationship, ObjectRef child,
                     Initiator initiator)
{
    if (!relationship.isCollection())
        return popScalar(object, relationship, child, initiator);
    const Done done = remove(object, relationship, child, initiator, kWithoutSelect);
    return !done && done.error().code == ErrorCode::NotInCollection
               ? fireRemove(object, relationship, child, initiator)
               : done;
}

} // namespace relata::orm
