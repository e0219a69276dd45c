#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Step e: delete-orphan belongs on the "one" side, passive_deletes="all" excludes deleting.
bool checkCascades(Workbench &work, Draft &draft);
/// The last step: the loading strategy exists and suits the direction.
bool checkStrategy(Workbench &work, Draft &draft);

} // namespace relata::mapping
