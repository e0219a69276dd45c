#include "session.h"

#include "core/orm/attributes.h"

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

    Result<ObjectRef> merge(ObjectRef source)
    {
        if (const auto known = m_merged.constFind(source); known != m_merged.constEnd())
            return *known;
        const auto found = target(source);
        if (!found)
            return found;
        const ObjectRef merged = *found;
        m_merged.insert(source, merged);
        if (merged == source)
            return merged;
        if (const Done done = copyColumns(source, merged); !done)
            return fail(done.error());
        for (const int index : m_core.mapper(source).relationships) {
            if (const Done done = copyRelated(source, merged, m_core.registry.relationship(index)); !done)
                return fail(done.error());
        }
        return merged;
    }

private:
    /// The object that takes the values: by the key in memory, by a SELECT, or a new one.
    Result<ObjectRef> target(ObjectRef source)
    {
        const Mapper &mapper = m_core.mapper(source);
        Values key = m_session.identityKey(source);
        if (key.isEmpty()) {
            for (const int column : mapper.keyColumns)
                key += m_core.heap(source).cells().value(source.row, column);
        }
        const bool isWhole = !std::ranges::all_of(key, [](const Value &value) { return value.isNull(); });
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

    Done copyColumns(ObjectRef source, ObjectRef merged)
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

    Done copyRelated(ObjectRef source, ObjectRef merged, const MappedRelationship &relationship)
    {
        for (const int reverse : relationship.prop->reverse) {
            if (m_through.contains({source, reverse}))
                return {};
        }
        if (!relationship.cascades(Cascade::Merge) || relationship.isQueryOnly() ||
            !m_core.heap(source).isLoaded(source.row, relationship.slot))
            return {};
        if (!relationship.isCollection()) {
            const ObjectRef current = m_core.heap(source).scalar(source.row, relationship.slot);
            ObjectRef other;
            if (!current.isNone()) {
                m_through.insert({current, relationship.index});
                const auto done = merge(current);
                if (!done)
                    return fail(done.error());
                other = *done;
            }
            return m_attributes.setScalar(merged, relationship, other);
        }
        // The list that is replaced is loaded at once, so that its members need no SELECT of their own.
        if (const auto kind = m_attributes.collection(merged, relationship, PassiveOff | NoRaise); !kind)
            return fail(kind.error());
        QList<ObjectRef> others;
        for (const ObjectRef each :
             QList<ObjectRef>(m_core.heap(source).items(source.row, relationship.slot))) {
            if (each.isNone())
                continue;
            m_through.insert({each, relationship.index});
            const auto done = merge(each);
            if (!done)
                return fail(done.error());
            others += *done;
        }
        return m_attributes.assign(merged, relationship, others, PassiveOff | NoRaise);
    }

    Session &m_session;
    SessionCore &m_core;
    Attributes &m_attributes;
    QHash<ObjectRef, ObjectRef> m_merged;
    QHash<std::pair<int, Values>, ObjectRef> m_byKey;
    QSet<std::pair<ObjectRef, int>> m_through; ///< objects and the relationships that led to them
};

Result<ObjectRef> Session::merge(ObjectRef object)
{
    const bool autoflushed = std::exchange(m_core.autoflush, false);
    auto merged = Merger(*this, m_core, *m_attributes).merge(object);
    m_core.autoflush = autoflushed;
    return merged;
}

} // namespace relata::orm
