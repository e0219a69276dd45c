#include "attributes.h"

#include <algorithm>

namespace relata::orm {

bool Attributes::isModified(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    if (!m_core.heap(object).overlay(object.row))
        return false;
    const auto isChanged = [&](int index) {
        const auto change = history(object, m_core.registry.relationship(index), kInMemory | IgnoringRaise);
        return change && change->isChange();
    };
    // In the order of a mapper's attributes: to know of a change may need a SELECT, and the first one
    // decides.
    const auto firstBackref = mapper.relationships.cbegin() + qptrdiff(mapper.ownRelationships);
    if (std::any_of(mapper.relationships.cbegin(), firstBackref, isChanged))
        return true;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        if (columnHistory(object, column).isChange())
            return true;
    }
    return std::any_of(firstBackref, mapper.relationships.cend(), isChanged);
}

} // namespace relata::orm
