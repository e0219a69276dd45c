#pragma once

#include "core/orm/plan/plannedentity.h"

namespace relata::orm {

/// Where the columns of a planned class stand in the rows of a statement.
struct EntityColumns
{
    struct Joined
    {
        const PlannedLoad *load = nullptr;
        std::shared_ptr<EntityColumns> columns;
    };

    const PlannedEntity *entity = nullptr;
    int first = 0;
    std::vector<Joined> joined;
};

} // namespace relata::orm
