#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Takes a relationship through all steps, once. False where one of them failed, which is told.
bool initialise(Workbench &work, Draft &draft);

/// The steps from the join to the direction, of a draft with its arguments resolved. False where one failed.
bool setUpJoin(Workbench &work, Draft &draft);

} // namespace relata::mapping
