#pragma once

#include "core/mapping/draft.h"

namespace relata::mapping {

/// Takes a relationship through all steps, once. False where one of them failed, which is told.
bool initialise(Workbench &work, Draft &draft);

} // namespace relata::mapping
