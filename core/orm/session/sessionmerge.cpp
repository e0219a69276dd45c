#include "session.h"

#include "core/orm/attributes/attributes.h"

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

/// One merge() with everything that its cascade reaches.
class Merger
{
public:
    Merger(Session &session, SessionCore &core, Attributes &attributes)
        : m_session(session), m_core(core), m_attributes(attributes)
    {
    }

    Result<ObjectRef> merge(ObjectRef start)
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

private:
    /// An object whose relationships are being copied: chains of any length need no stack.
    struct Frame
    {
        ObjectRef source;
        ObjectRef merged;
        size_t number = 0; ///< of the relationship
        bool hasColumns = false;
        const MappedRelationship *relationship = nullptr; ///< whose members are being merged
        QList<ObjectRef> members;
        qsizetype next = 0;
        QList<ObjectRef> others; ///< what the members have become
    };

    /// Finds the object that takes the values.
    Result<ObjectRef> begin(ObjectRef source)
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
    Done step()
    {
        const size_t top = m_frames.size() - 1;
        Frame &frame = m_frames[top];
        const std::vector<int> &all = m_core.mapper(frame.source).relationships;
        if (frame.relationship && frame.next < frame.members.size()) {
            const ObjectRef member = frame.members[frame.next++];
            m_through.insert({member, frame.relationship->index});
            const auto other = begin(member); // The frames may move.
            if (other)
                m_frames[top].others += *other;
            return other ? Done() : fail(other.error());
        }
        if (frame.relationship) {
            const MappedRelationship &relationship = *std::exchange(frame.relationship, nullptr);
            return relationship.isCollection()
                       ? m_attributes.assign(frame.merged, relationship, frame.others,
                                             kAnywhere | IgnoringRaise)
                       : m_attributes.setScalar(frame.merged, relationship, frame.others.value(0));
        }
        // In the order of a mapper's attributes: only backrefs come behind the columns.
        if (!frame.hasColumns && frame.number >= m_core.mapper(frame.source).ownRelationships) {
            frame.hasColumns = true;
            return copyColumns(frame.source, frame.merged);
        }
        if (frame.number == all.size()) {
            m_frames.pop_back();
            return {};
        }
        return open(frame, m_core.registry.relationship(all[frame.number++]));
    }

    /// The object that takes the values: by the key in memory, by a SELECT, or a new one.
    Result<ObjectRef> target(ObjectRef source)
    {
        const Mapper &mapper = m_core.mapper(source);
        Values key = m_session.identityKey(source);
        const CellStore &cells = m_core.heap(source).cells();
        bool isWhole = true;
        if (key.isEmpty()) {
            if (m_core.has(source, IsNew)) {
                m_core.warn(u"%1 is merged into the session to which it has been added already."_s.arg(
                    m_core.describe(source)));
            }
            for (const int column : mapper.keyColumns) {
                key += cells.value(source.row, column);
                isWhole = isWhole && cells.isLoaded(source.row, column);
            }
            isWhole = isWhole && !std::ranges::all_of(key, &Value::isNull);
        }
        if (isWhole) {
            if (const auto same = m_byKey.constFind({source.cls, key}); same != m_byKey.constEnd())
                return *same;
            const ObjectRef held = m_core.find(source.cls, key);
            const auto found = held.isNone() ? m_session.get(source.cls, key) : Result<ObjectRef>(held);
            if (!found || !found->isNone()) {
                if (found)
                    m_byKey.insert({source.cls, key}, *found);
                return found;
            }
        }
        const ObjectRef created = m_session.create(source.cls);
        if (const Done added = m_session.add(created); !added)
            return fail(added.error());
        if (isWhole)
            m_byKey.insert({source.cls, key}, created);
        return created;
    }

    Done checkVersion(ObjectRef source, ObjectRef merged) const
    {
        const Mapper &mapper = m_core.mapper(source);
        const CellStore &cells = m_core.heap(source).cells();
        if (mapper.versionColumn >= 0 && cells.isLoaded(source.row, mapper.versionColumn) &&
            cells.isLoaded(merged.row, mapper.versionColumn) &&
            !cells.equals(source.row, mapper.versionColumn, cells, merged.row, mapper.versionColumn)) {
            return fail(ErrorCode::StaleData,
                        u"The version of the merged %1 is not the one in the database."_s.arg(
                            m_core.describe(merged)),
                        u"Load the object again before changing it."_s);
        }
        return {};
    }

    /// The merged object loads lazily as the other one does.
    void takeOptions(ObjectRef source, ObjectRef merged)
    {
        ClassHeap &heap = m_core.heap(source);
        heap.setContext(merged.row, heap.context(source.row));
        for (int slot = 0; slot < int(heap.mapper().relationships.size()); ++slot) {
            if (const auto own = heap.ownStrategy(source.row, slot))
                heap.setOwnStrategy(merged.row, slot, *own);
        }
    }

    Done copyColumns(ObjectRef source, ObjectRef merged)
    {
        const Mapper &mapper = m_core.mapper(source);
        const CellStore &cells = m_core.heap(source).cells();
        for (int column = 0; column < mapper.columnCount(); ++column) {
            if (!cells.isLoaded(source.row, column) ||
                (cells.isLoaded(merged.row, column) &&
                 cells.equals(source.row, column, cells, merged.row, column)))
                continue;
            if (const Done done = m_attributes.setColumn(merged, column, cells.value(source.row, column));
                !done)
                return done;
        }
        return {};
    }

    /// Of a query only what has been added is in memory.
    QList<ObjectRef> membersOf(ObjectRef source, const MappedRelationship &relationship) const
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

    /// A relationship that is not in memory, or by which the object was reached, is left as it is.
    Done open(Frame &frame, const MappedRelationship &relationship)
    {
        for (const int reverse : relationship.prop->reverse) {
            if (m_through.contains({frame.source, reverse}))
                return {};
        }
        const ClassHeap &heap = m_core.heap(frame.source);
        const quint32 row = frame.source.row;
        if (!relationship.cascades(Cascade::Merge) || relationship.prop->lazy == mapping::Lazy::WriteOnly ||
            !heap.isLoaded(row, relationship.slot))
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

    Session &m_session;
    SessionCore &m_core;
    Attributes &m_attributes;
    QHash<ObjectRef, ObjectRef> m_merged;
    QHash<std::pair<int, Values>, ObjectRef> m_byKey;
    std::vector<Frame> m_frames;
    QSet<std::pair<ObjectRef, int>> m_through; ///< objects and the relationships that led to them
};

Result<ObjectRef> Session::merge(ObjectRef object)
{
    if (const Done flushed = m_core.autoflushNow(); !flushed)
        return fail(flushed.error());
    const bool autoflushed = std::exchange(m_core.autoflush, false);
    auto merged = Merger(*this, m_core, *m_attributes).merge(object);
    m_core.autoflush = autoflushed;
    return merged;
}

} // namespace relata::orm
