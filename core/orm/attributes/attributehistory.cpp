#include "attributes.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using base::fail;
using base::Result;
using Kind = RelatedRead::Kind;

namespace {

QList<ObjectRef> without(const QList<ObjectRef> &all, const QSet<ObjectRef> &others, bool wanted)
{
    QList<ObjectRef> left;
    for (const ObjectRef each : all) {
        if (others.contains(each) == wanted)
            left += each;
    }
    return left;
}

RelatedHistory ofCollection(const QList<ObjectRef> &current, const CommittedRelation *before)
{
    if (!before)
        return {{}, current, {}};
    if (before->kind == CommittedRelation::Kind::NoValue)
        return {current, {}, {}};
    const QSet<ObjectRef> now(current.cbegin(), current.cend());
    const QSet<ObjectRef> then(before->items.cbegin(), before->items.cend());
    return {without(current, then, false), without(current, then, true), without(before->items, now, false)};
}

} // namespace

Result<RelatedHistory> Attributes::history(ObjectRef object, const MappedRelationship &relationship,
                                           Reach reach)
{
    reach |= AsInDatabase | IgnoringRaise;
    return relationship.isCollection() ? historyOfCollection(object, relationship, reach)
                                       : historyOfScalar(object, relationship, reach);
}

Result<RelatedHistory> Attributes::historyOfCollection(ObjectRef object,
                                                       const MappedRelationship &relationship, Reach reach)
{
    ClassHeap &heap = m_core.heap(object);
    const auto kind = relationship.isQueryOnly() ? m_loader->historyOfQuery(object, relationship, reach)
                                                 : collection(object, relationship, reach);
    if (!kind)
        return fail(kind.error());
    const Overlay *overlay = heap.overlay(object.row);
    if (*kind == Kind::NotLoaded || relationship.isQueryOnly()) {
        const bool counts = relationship.isQueryOnly() || (reach & WithQueued);
        const QueuedChanges *queue = overlay && counts ? overlay->queue(relationship.slot) : nullptr;
        const RelatedHistory history =
            queue ? RelatedHistory{queue->added.list(), {}, queue->removed.list()} : RelatedHistory();
        return *kind == Kind::Value ? m_loader->comparedWithQuery(history) : history;
    }
    if (*kind == Kind::NeverSet && !heap.isLoaded(object.row, relationship.slot))
        return RelatedHistory();
    return ofCollection(items(object, relationship),
                        overlay ? overlay->relation(relationship.slot) : nullptr);
}

Result<RelatedHistory> Attributes::historyOfScalar(ObjectRef object, const MappedRelationship &relationship,
                                                   Reach reach)
{
    const auto current = scalar(object, relationship, reach);
    if (!current)
        return fail(current.error());
    if (current->kind == Kind::NotLoaded)
        return RelatedHistory();
    const bool hasValue = current->kind == Kind::Value;
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    const CommittedRelation *before = overlay ? overlay->relation(relationship.slot) : nullptr;
    if (!before)
        return hasValue ? RelatedHistory{{}, {current->object}, {}} : RelatedHistory();
    CommittedRelation old = *before; // Loading may move what it points to.
    if (old.kind == CommittedRelation::Kind::Unloaded && relationship.deferredHistory) {
        const auto asked = askForOld(object, relationship);
        if (!asked)
            return fail(asked.error());
        old.kind = CommittedRelation::Kind::Known;
        old.scalar = *asked;
    }
    if (old.kind == CommittedRelation::Kind::Known && hasValue && current->object == old.scalar)
        return RelatedHistory{{}, {current->object}, {}};
    RelatedHistory history;
    if (hasValue || old.scalar.isNone())
        history.added = {current->object};
    if (!old.scalar.isNone())
        history.removed = {old.scalar};
    return history;
}

/// What a scalar held before it was set.
Result<ObjectRef> Attributes::askForOld(ObjectRef object, const MappedRelationship &relationship) const
{
    const auto loaded = m_loader->load(object, relationship,
                                       (kAnywhere & ~AlsoWithoutRow) | WithoutAutoflush | AsInDatabase |
                                           IgnoringRaise | ForHistory);
    if (!loaded)
        return fail(loaded.error());
    return loaded->objects.isEmpty() ? ObjectRef() : loaded->objects.first();
}

QList<ObjectRef> Attributes::allPending(ObjectRef object, const MappedRelationship &relationship) const
{
    const ClassHeap &heap = m_core.heap(object);
    const Overlay *overlay = heap.overlay(object.row);
    const CommittedRelation *before = overlay ? overlay->relation(relationship.slot) : nullptr;
    if (relationship.isQueryOnly()) {
        const QueuedChanges *queue = overlay ? overlay->queue(relationship.slot) : nullptr;
        return queue ? queue->added.list() + queue->removed.list() : QList<ObjectRef>();
    }
    if (!heap.isLoaded(object.row, relationship.slot))
        return {};
    if (relationship.isCollection()) {
        const QList<ObjectRef> &current = heap.items(object.row, relationship.slot);
        if (!before || before->items.isEmpty())
            return current;
        const QSet<ObjectRef> now(current.cbegin(), current.cend());
        return current + without(before->items, now, false);
    }
    const ObjectRef current = heap.scalar(object.row, relationship.slot);
    QList<ObjectRef> all = {current}; // None too: that nobody is there may be the change.
    if (before && !before->scalar.isNone() && before->scalar != current)
        all += before->scalar;
    return all;
}

} // namespace relata::orm
