#include "merger.h"

#include "core/orm/session/queryrunner.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;
using mapping::Cascade;

Result<ObjectRef> Merger::merge(ObjectRef start)
{
    const auto merged = begin(start);
    if (!merged)
        return merged;
    while (!m_frames.empty()) {
        if (const Done done = step(); !done)
            return fail(done.error());
    }
    return merged;
}

/// Finds the object that takes the values, and lets it wait for them.
Result<ObjectRef> Merger::begin(ObjectRef source)
{
    if (const auto known = m_merged.constFind(source); known != m_merged.constEnd())
        return *known;
    const auto found = target(source);
    if (!found)
        return found;
    m_merged.insert(source, *found);
    if (*found == source)
        return found;
    if (const Done same = checkVersion(source, *found); !same)
        return fail(same.error());
    takeOptions(source, *found);
    m_frames.push_back(Frame{source, *found, 0, false, nullptr, {}, 0, {}});
    return found;
}

/// One step of the innermost object: opens a relationship, merges a member or closes the relationship.
Done Merger::step()
{
    const size_t top = m_frames.size() - 1;
    Frame &frame = m_frames[top];
    if (frame.relationship)
        return frame.next < frame.members.size() ? mergeMember(top) : close(frame);
    const Mapper &mapper = m_core.mapper(frame.source);
    // In the order of a mapper's attributes: only backrefs come after the columns.
    if (!frame.hasColumns && frame.number >= mapper.ownRelationships) {
        frame.hasColumns = true;
        return copyColumns(frame.source, frame.merged);
    }
    if (frame.number == mapper.relationships.size()) {
        m_frames.pop_back();
        return {};
    }
    return open(frame, m_core.registry.relationship(mapper.relationships[frame.number++]));
}

Done Merger::mergeMember(size_t frame)
{
    Frame &owner = m_frames[frame];
    const ObjectRef member = owner.members[owner.next++];
    m_through.insert({member, owner.relationship->index});
    const auto other = begin(member); // The frames may move.
    if (!other)
        return fail(other.error());
    m_frames[frame].others += *other;
    return {};
}

/// A relationship that is not in memory, or by which the object was reached, is left as it is.
Done Merger::open(Frame &frame, const MappedRelationship &relationship)
{
    for (const int reverse : relationship.prop->reverse) {
        if (m_through.contains({frame.source, reverse}))
            return {};
    }
    if (!relationship.cascades(Cascade::Merge) || relationship.prop->lazy == mapping::Lazy::WriteOnly ||
        !m_core.heap(frame.source).isLoaded(frame.source.row, relationship.slot))
        return {};
    QList<ObjectRef> members = membersOf(frame.source, relationship);
    members.removeIf([](ObjectRef each) { return each.isNone(); });
    // The list that is replaced is loaded at once, so that its members need no SELECT of their own.
    if (relationship.isCollection() && !relationship.isQueryOnly()) {
        const auto kind = m_attributes.collection(frame.merged, relationship, kAnywhere | IgnoringRaise);
        if (!kind)
            return fail(kind.error());
    }
    frame.relationship = &relationship;
    frame.members = members;
    frame.next = 0;
    frame.others.clear();
    return {};
}

/// All members have been merged: the merged object gets what they have become.
Done Merger::close(Frame &frame)
{
    const MappedRelationship &relationship = *std::exchange(frame.relationship, nullptr);
    return relationship.isCollection()
               ? m_attributes.assign(frame.merged, relationship, frame.others, kAnywhere | IgnoringRaise)
               : m_attributes.setScalar(frame.merged, relationship, frame.others.value(0));
}

/// The object that takes the values: by the key in memory, by a SELECT, or a new one.
Result<ObjectRef> Merger::target(ObjectRef source)
{
    const std::optional<Values> key = keyOf(source);
    if (key) {
        if (const auto same = m_byKey.constFind({source.cls, *key}); same != m_byKey.constEnd())
            return *same;
        const ObjectRef held = m_core.find(source.cls, *key);
        const auto found = held.isNone() ? m_queries.get(source.cls, *key) : Result<ObjectRef>(held);
        if (!found)
            return found;
        if (!found->isNone()) {
            m_byKey.insert({source.cls, *key}, *found);
            return found;
        }
    }
    const ObjectRef created = m_core.create(source.cls);
    if (const Done added = m_states.add(created); !added)
        return fail(added.error());
    if (key)
        m_byKey.insert({source.cls, *key}, created);
    return created;
}

/// The identity key, or else the key in the columns where that is whole.
std::optional<Values> Merger::keyOf(ObjectRef source)
{
    Values key = m_states.identityKey(source);
    if (!key.isEmpty())
        return key;
    if (m_core.has(source, IsNew)) {
        m_core.warn(u"%1 is merged into the session to which it has been added already."_s.arg(
            m_core.describe(source)));
    }
    const CellStore &cells = m_core.heap(source).cells();
    for (const int column : m_core.mapper(source).keyColumns) {
        if (!cells.isLoaded(source.row, column))
            return std::nullopt;
        key += cells.value(source.row, column);
    }
    return std::ranges::all_of(key, &Value::isNull) ? std::optional<Values>() : key;
}

Done Merger::checkVersion(ObjectRef source, ObjectRef merged) const
{
    const int version = m_core.mapper(source).versionColumn;
    const CellStore &cells = m_core.heap(source).cells();
    if (version >= 0 && cells.isLoaded(source.row, version) && cells.isLoaded(merged.row, version) &&
        !cells.equals(source.row, version, cells, merged.row, version)) {
        return fail(
            ErrorCode::StaleData,
            u"The version of the merged %1 is not the one in the database."_s.arg(m_core.describe(merged)),
            u"Load the object again before changing it."_s);
    }
    return {};
}

/// The merged object loads lazily as the other one does.
void Merger::takeOptions(ObjectRef source, ObjectRef merged)
{
    ClassHeap &heap = m_core.heap(source);
    heap.setContext(merged.row, heap.context(source.row));
    for (int slot = 0; slot < int(heap.mapper().relationships.size()); ++slot) {
        if (const auto own = heap.ownStrategy(source.row, slot))
            heap.setOwnStrategy(merged.row, slot, *own);
    }
}

Done Merger::copyColumns(ObjectRef source, ObjectRef merged)
{
    const CellStore &cells = m_core.heap(source).cells();
    for (int column = 0; column < m_core.mapper(source).columnCount(); ++column) {
        const bool isSame =
            cells.isLoaded(merged.row, column) && cells.equals(source.row, column, cells, merged.row, column);
        if (!cells.isLoaded(source.row, column) || isSame)
            continue;
        if (const Done done = m_attributes.setColumn(merged, column, cells.value(source.row, column)); !done)
            return done;
    }
    return {};
}

/// Of a query only what has been added is in memory.
QList<ObjectRef> Merger::membersOf(ObjectRef source, const MappedRelationship &relationship) const
{
    const ClassHeap &heap = m_core.heap(source);
    if (relationship.isQueryOnly()) {
        const Overlay *overlay = heap.overlay(source.row);
        const QueuedChanges *queue = overlay ? overlay->queue(relationship.slot) : nullptr;
        return queue ? queue->added.list() : QList<ObjectRef>();
    }
    return relationship.isCollection() ? heap.items(source.row, relationship.slot)
                                       : QList{heap.scalar(source.row, relationship.slot)};
}

} // namespace relata::orm
