#pragma once

#include "core/orm/load/eagerstrategy.h"
#include "core/orm/load/subqueryrows.h"

namespace relata::orm {

class Loading;

/// lazy="subquery": one SELECT that repeats the owners' statement, with its LIMIT, inside a subquery and
/// joins from there. It is sent while the owners' rows are read; SubqueryRows sets what it brings.
class SubqueryStrategy final : public EagerStrategy
{
public:
    explicit SubqueryStrategy(Loading &loading) : m_loading(loading) {}

    void beforeRows(const EagerLoad &load, ObjectReader &reader) override;

private:
    base::Result<SubqueryRows::Lists> send(const LoadStatement &owners, const LoadRequest &following,
                                           const KeyIndex &keys);

    Loading &m_loading;
};

} // namespace relata::orm
