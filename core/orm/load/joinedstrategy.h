#pragma once

#include "core/orm/load/eagerstrategy.h"

namespace relata::orm {

/// lazy="joined", and contains_eager: the owners' statement brings the related objects, too. The JOINs are
/// written by EagerJoins; JoinedRows sets what comes.
class JoinedStrategy final : public EagerStrategy
{
public:
    void beforeRows(const EagerLoad &load, ObjectReader &reader) override;
};

} // namespace relata::orm
