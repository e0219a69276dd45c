#include "subqueryneeds.h"

namespace relata::orm {

void SubqueryNeeds::meet(size_t place, const QList<int> &relationships, const MetObject &met)
{
    for (const int relationship : relationships) {
        const bool isWanted = met.isWhole ? met.isFirst || isMissing(met.object, relationship)
                                          : !m_onlyMissing || isMissing(met.object, relationship);
        if (met.isWhole)
            m_given.insert({met.object, relationship});
        if (isWanted)
            m_needed.insert({place, relationship});
    }
}

bool SubqueryNeeds::isMissing(ObjectRef object, int relationship) const
{
    const int slot = m_core.registry.relationship(relationship).slot;
    return !m_core.heap(object).isLoaded(object.row, slot) && !m_given.contains({object, relationship});
}

} // namespace relata::orm
