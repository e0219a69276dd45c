#include "relationshiphistory.h"

#include "core/orm/load/lazyloader.h"

namespace relata::orm {

using base::fail;
using base::Result;
using Kind = RelatedRead::Kind;

namespace {

enum class Keep { Members, Others };

/// Those of a list that are members of a set, or those that are not.
QList<ObjectRef> filtered(const QList<ObjectRef> &all, const QSet<ObjectRef> &members, Keep keep)
{
    QList<ObjectRef> left;
    for (const ObjectRef each : all) {
        if (members.contains(each) == (keep == Keep::Members))
            left += each;
    }
    return left;
}

RelatedHistory comparedWithBefore(const QList<ObjectRef> &current, const CommittedRelation *before)
{
    if (!before)
        return {{}, current, {}};
    if (before->kind == CommittedRelation::Kind::NoValue)
        return {current, {}, {}};
    const QSet<ObjectRef> now(current.cbegin(), current.cend());
    const QSet<ObjectRef> then(before->items.cbegin(), before->items.cend());
    return {filtered(current, then, Keep::Others), filtered(current, then, Keep::Members),
            filtered(before->items, now, Keep::Others)};
}

} // namespace

Result<RelatedHistory> RelationshipHistory::of(ObjectRef object, const MappedRelationship &relationship,
                                               Reach reach)
{
    reach |= AsInDatabase | IgnoringRaise;
    return relationship.isCollection() ? ofCollection(object, relationship, reach)
                                       : ofScalar(object, relationship, reach);
}

Result<RelatedHistory> RelationshipHistory::ofCollection(ObjectRef object,
                                                         const MappedRelationship &relationship, Reach reach)
{
    const ClassHeap &heap = m_core.heap(object);
    const auto kind = relationship.isQueryOnly() ? m_loader.historyOfQuery(object, relationship, reach)
                                                 : m_related.collection(object, relationship, reach);
    if (!kind)
        return fail(kind.error());
    const Overlay *overlay = heap.overlay(object.row);
    if (*kind == Kind::NotLoaded || relationship.isQueryOnly()) {
        const bool counts = relationship.isQueryOnly() || (reach & WithQueued);
        const QueuedChanges *queue = overlay && counts ? overlay->queue(relationship.slot) : nullptr;
        const RelatedHistory history =
            queue ? RelatedHistory{queue->added.list(), {}, queue->removed.list()} : RelatedHistory();
        return *kind == Kind::Value ? m_loader.comparedWithQuery(history) : history;
    }
    if (*kind == Kind::NeverSet && !heap.isLoaded(object.row, relationship.slot))
        return RelatedHistory();
    return comparedWithBefore(m_related.items(object, relationship),
                              overlay ? overlay->relation(relationship.slot) : nullptr);
}

Result<RelatedHistory> RelationshipHistory::ofScalar(ObjectRef object, const MappedRelationship &relationship,
                                                     Reach reach)
{
    const auto current = m_related.scalar(object, relationship, reach);
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
        const auto asked = scalarBefore(object, relationship);
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

/// Whom the database has there, by a SELECT.
Result<ObjectRef> RelationshipHistory::scalarBefore(ObjectRef object,
                                                    const MappedRelationship &relationship) const
{
    const auto loaded = m_loader.load(object, relationship,
                                      (kAnywhere & ~AlsoWithoutRow) | WithoutAutoflush | AsInDatabase |
                                          IgnoringRaise | ForHistory);
    if (!loaded)
        return fail(loaded.error());
    return loaded->objects.isEmpty() ? ObjectRef() : loaded->objects.first();
}

QList<ObjectRef> RelationshipHistory::everyone(ObjectRef object, const MappedRelationship &relationship) const
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
        return current + filtered(before->items, now, Keep::Others);
    }
    const ObjectRef current = heap.scalar(object.row, relationship.slot);
    QList<ObjectRef> all = {current}; // None too: that nobody is there may be the change.
    if (before && !before->scalar.isNone() && before->scalar != current)
        all += before->scalar;
    return all;
}

} // namespace relata::orm
