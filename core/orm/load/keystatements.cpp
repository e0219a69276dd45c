#include "keystatements.h"

#include <algorithm>

namespace relata::orm {

LoadStatement KeyStatements::statementFor(int mapper, const base::Values &key, const LoadRequest &request)
{
    const bool isPlain = !request.options && request.path.isEmpty() && !request.isPartial() &&
                         std::ranges::none_of(key, &base::Value::isNull) &&
                         request.changedRelationships.isEmpty();
    if (!isPlain)
        return m_maker.byKey(mapper, key, request);
    const std::pair place(mapper, request.isRefresh());
    auto known = m_plain.constFind(place);
    if (known == m_plain.constEnd())
        known = m_plain.insert(place, m_maker.byKey(mapper, key, request));
    return *known;
}

} // namespace relata::orm
