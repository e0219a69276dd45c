#pragma once

#include "core/orm/load/eagerstrategy.h"
#include "core/orm/load/loadowners.h"

namespace relata::orm {

class Loading;

/// lazy="selectin": after the owners' statement, one SELECT ... IN for every 500 keys. It has three forms: by
/// the keys of the targets, which the owners of a many-to-one hold (SelectinByTargets); by the owners' keys
/// in the targets' foreign key, or by a JOIN from the owners (SelectinByOwners).
class SelectinStrategy final : public EagerStrategy
{
public:
    explicit SelectinStrategy(Loading &loading) : m_loading(loading) {}

    std::unique_ptr<LoadTask> afterRows(const EagerLoad &load, const ObjectReader &reader) override;

    /// The load of a relationship for some owners; null where there are none.
    /// @param following the request for its statements
    std::unique_ptr<LoadTask> taskFor(LoadOwners owners, const MappedRelationship &relationship,
                                      LoadRequest following) const;

private:
    Loading &m_loading;
};

} // namespace relata::orm
