#pragma once

#include "core/orm/load/eagerstrategy.h"
#include "core/orm/load/lazystrategy.h"

namespace relata::orm {

/// lazy="noload": the relationship is empty, whatever the database has.
class NoloadStrategy final : public EagerStrategy, public LazyStrategy
{
public:
    void beforeRows(const EagerLoad &load, ObjectReader &reader) override;
    base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship,
                                Reach reach) override;
};

} // namespace relata::orm
