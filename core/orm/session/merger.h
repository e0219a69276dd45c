#pragma once

#include "core/orm/session/objectstates.h"

namespace relata::orm {

class QueryRunner;

/// One merge(): copies the state of an object, and by the merge cascade of those linked to it, onto the
/// session's objects of the same keys. Lives as long as the call.
class Merger
{
public:
    /// @param queries finds an object that is not in memory by its key
    Merger(SessionCore &core, Attributes &attributes, ObjectStates &states, QueryRunner &queries)
        : m_core(core), m_attributes(attributes), m_states(states), m_queries(queries)
    {
    }

    /// The session's object for `start`. StaleData where the version differs.
    base::Result<ObjectRef> merge(ObjectRef start);

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

    base::Result<ObjectRef> begin(ObjectRef source);
    base::Done step();
    base::Done mergeMember(size_t frame);
    base::Done open(Frame &frame, const MappedRelationship &relationship);
    base::Done close(Frame &frame);
    base::Result<ObjectRef> target(ObjectRef source);
    std::optional<base::Values> keyOf(ObjectRef source);
    base::Done checkVersion(ObjectRef source, ObjectRef merged) const;
    void takeOptions(ObjectRef source, ObjectRef merged);
    base::Done copyColumns(ObjectRef source, ObjectRef merged);
    QList<ObjectRef> membersOf(ObjectRef source, const MappedRelationship &relationship) const;

    SessionCore &m_core;
    Attributes &m_attributes;
    ObjectStates &m_states;
    QueryRunner &m_queries;
    QHash<ObjectRef, ObjectRef> m_merged;
    QHash<std::pair<int, base::Values>, ObjectRef> m_byKey;
    std::vector<Frame> m_frames;               ///< the innermost last
    QSet<std::pair<ObjectRef, int>> m_through; ///< objects and the relationships that led to them
};

} // namespace relata::orm
