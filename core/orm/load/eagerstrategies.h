#pragma once

#include "core/orm/load/immediatestrategy.h"
#include "core/orm/load/joinedstrategy.h"
#include "core/orm/load/noloadstrategy.h"
#include "core/orm/load/selectinstrategy.h"
#include "core/orm/load/subquerystrategy.h"

namespace relata::orm {

/// The eager strategies of a session, one object each. Belongs to Loading.
class EagerStrategies
{
public:
    explicit EagerStrategies(Loading &loading)
        : m_immediate(loading), m_selectin(loading), m_subquery(loading)
    {
    }

    /// The strategy that does a planned load; null where the load is not eager.
    EagerStrategy *of(const PlannedLoad &load, const LoadRequest &request);

private:
    ImmediateStrategy m_immediate;
    JoinedStrategy m_joined;
    NoloadStrategy m_noload;
    SelectinStrategy m_selectin;
    SubqueryStrategy m_subquery;
};

} // namespace relata::orm
