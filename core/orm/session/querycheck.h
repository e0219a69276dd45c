#pragma once

#include "core/base/result.h"
#include "core/orm/plan/query.h"

namespace relata::orm {

// Whether a query can be asked, before anything is sent for it. Pure functions: any thread.

/// InvalidRequest for a comparison that is none.
base::Done checkComparisons(const Query &query);
/// InvalidRequest for a join that leads to the same class; MisplacedOption for an option whose path does not
/// begin at the query's class.
base::Done checkPaths(const MapperRegistry &registry, const Query &query);
/// InvalidRequest for a dynamic or write-only relationship, which is not kept in memory.
base::Done checkLoadable(const MappedRelationship &relationship);

} // namespace relata::orm
