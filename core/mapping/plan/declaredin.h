#pragma once

#include "core/mapping/declare/design.h"

namespace relata::mapping {

/// What a design declares about the tables of its database as they are: by their names there, and without
/// what hangs on tables and foreign keys that only the design has. Tables and keys are known by their ids.
Given declaredIn(const schema::Schema &database, const Design &design);

} // namespace relata::mapping
