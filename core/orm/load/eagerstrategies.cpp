#include "eagerstrategies.h"

namespace relata::orm {

using mapping::Lazy;

EagerStrategy *EagerStrategies::of(const PlannedLoad &load, const LoadRequest &request)
{
    // A refresh has only one owner. SQLAlchemy reads its relationships the way a lazy load does.
    const bool isOneOwner = request.isRefresh();
    switch (load.strategy) {
    case Lazy::Joined:
        return &m_joined;
    case Lazy::Noload:
        return &m_noload;
    case Lazy::Immediate:
        return &m_immediate;
    case Lazy::Selectin:
        return isOneOwner ? static_cast<EagerStrategy *>(&m_immediate) : &m_selectin;
    case Lazy::Subquery:
        return isOneOwner ? static_cast<EagerStrategy *>(&m_immediate) : &m_subquery;
    default:
        return nullptr;
    }
}

} // namespace relata::orm
