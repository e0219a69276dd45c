#pragma once

#include "core/orm/joinedfillings.h"

#include <vector>

namespace relata::orm {

/// Which subqueries a statement's rows ask for. SQLAlchemy sends the SELECT of a subquery load when the first
/// row wants something of it: an object that the statement has made wants a relationship once, whichever of
/// its places in the statement comes first, and one that was in memory before wants it at each place, so that
/// what is behind it is looked at again. Lives as long as the statement.
class SubqueryNeeds
{
public:
    SubqueryNeeds(const SessionCore &core, bool onlyMissing) : m_core(core), m_onlyMissing(onlyMissing) {}

    /// A row has the object at a place with these subquery loads.
    void meet(size_t place, const QList<int> &relationships, const MetObject &met);
    bool isNeeded(size_t place, int relationship) const { return m_needed.contains({place, relationship}); }

private:
    bool isMissing(ObjectRef object, int relationship) const;

    const SessionCore &m_core;
    bool m_onlyMissing;
    QSet<std::pair<ObjectRef, int>> m_given;
    QSet<std::pair<size_t, int>> m_needed;
};

} // namespace relata::orm
