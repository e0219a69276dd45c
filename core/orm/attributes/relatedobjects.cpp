#include "relatedobjects.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using base::fail;
using base::Result;
using Kind = RelatedRead::Kind;

/// The reason why no loader is asked; nothing where one is.
std::optional<Kind> RelatedObjects::whyNotAsked(ObjectRef object, const MappedRelationship &relationship,
                                                Reach reach) const
{
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    const CommittedRelation *before = overlay ? overlay->relation(relationship.slot) : nullptr;
    if (before && before->kind != CommittedRelation::Kind::NoValue)
        return Kind::NeverSet;
    return reach & MayLoad ? std::optional<Kind>() : Kind::NotLoaded;
}

Result<RelatedRead> RelatedObjects::scalar(ObjectRef object, const MappedRelationship &relationship,
                                           Reach reach)
{
    const ClassHeap &heap = m_core.heap(object);
    if (heap.isLoaded(object.row, relationship.slot))
        return RelatedRead{Kind::Value, heap.scalar(object.row, relationship.slot)};
    if (const auto kind = whyNotAsked(object, relationship, reach))
        return RelatedRead{*kind, {}};
    if (const auto known = m_loader.inMemory(object, relationship, reach)) {
        setLoadedScalar(object, relationship, *known);
        return RelatedRead{Kind::Value, *known};
    }
    auto loaded = m_loader.load(object, relationship, reach);
    if (!loaded)
        return fail(loaded.error());
    if (loaded->kind != Kind::Value)
        return RelatedRead{loaded->kind, {}};
    setRead(object, relationship, std::move(*loaded));
    return RelatedRead{Kind::Value, heap.scalar(object.row, relationship.slot)};
}

Result<Kind> RelatedObjects::collection(ObjectRef object, const MappedRelationship &relationship, Reach reach)
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

const QList<ObjectRef> &RelatedObjects::items(ObjectRef object, const MappedRelationship &relationship) const
{
    return m_core.heap(object).items(object.row, relationship.slot);
}

Result<LazyRead> RelatedObjects::read(ObjectRef object, const MappedRelationship &relationship, Reach reach)
{
    if (const auto kind = whyNotAsked(object, relationship, reach))
        return LazyRead{*kind, {}};
    return m_loader.load(object, relationship, reach);
}

void RelatedObjects::setRead(ObjectRef object, const MappedRelationship &relationship, LazyRead read)
{
    if (read.kind != Kind::Value || read.cameWithOwner)
        return;
    if (relationship.isCollection())
        setLoadedCollection(object, relationship, std::move(read.objects));
    else
        setLoadedScalar(object, relationship, read.objects.isEmpty() ? ObjectRef() : read.objects.first());
}

void RelatedObjects::setLoadedScalar(ObjectRef object, const MappedRelationship &relationship,
                                     ObjectRef value)
{
    m_core.heap(object).setScalar(object.row, relationship.slot, value);
    m_notes.commitRelation(object, relationship.slot);
}

void RelatedObjects::setLoadedCollection(ObjectRef object, const MappedRelationship &relationship,
                                         QList<ObjectRef> children)
{
    m_core.heap(object).setItems(object.row, relationship.slot, std::move(children));
    m_notes.commitRelation(object, relationship.slot);
    mergeQueued(object, relationship);
}

/// Changes that were made while the collection was not in memory.
void RelatedObjects::mergeQueued(ObjectRef object, const MappedRelationship &relationship)
{
    ClassHeap &heap = m_core.heap(object);
    Overlay *overlay = heap.overlay(object.row);
    const QueuedChanges *found = overlay ? overlay->queue(relationship.slot) : nullptr;
    if (!found)
        return;
    const QueuedChanges queued = *found;
    std::erase_if(overlay->queued, [&](const QueuedChanges &each) { return each.slot == relationship.slot; });
    m_notes.noteCollection(object, relationship);
    OrderedObjects gone = queued.removed;
    QList<ObjectRef> merged = heap.items(object.row, relationship.slot) + queued.added.list();
    merged.removeIf([&gone](ObjectRef each) { return gone.remove(each); });
    heap.setItems(object.row, relationship.slot, std::move(merged));
}

} // namespace relata::orm
