#include "loading.h"

#include <algorithm>

// Objects that are loaded by their key.

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Result;
using base::Value;
using base::Values;

namespace {

bool hasNull(const Values &key)
{
    return std::ranges::any_of(key, [](const Value &value) { return value.isNull(); });
}

} // namespace

Result<QList<ObjectRef>> Loading::byKey(int mapper, const Values &key, const LoadRequest &request,
                                        Behind behind)
{
    const bool isPart = request.partial && !request.unexpires;
    const bool isPlain = !request.options && request.path.isEmpty() && !isPart && !hasNull(key) &&
                         request.changedRelationships.isEmpty();
    if (!isPlain)
        return byKey(m_maker.byKey(mapper, key, request), key, request, behind);
    const std::pair statement(mapper, !request.refresh.isNone());
    auto known = m_byKey.constFind(statement);
    if (known == m_byKey.constEnd())
        known = m_byKey.insert(statement, m_maker.byKey(mapper, key, request));
    return byKey(*known, key, request, behind);
}

Result<QList<ObjectRef>> Loading::byKey(LoadStatement statement, const Values &key,
                                        const LoadRequest &request, Behind behind)
{
    Values values = key;
    values.removeIf([](const Value &value) { return value.isNull(); });
    statement.setValues(values);
    return run(statement, request, behind);
}

} // namespace relata::orm
