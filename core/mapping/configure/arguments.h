#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Step a: the names in the arguments become tables, columns and the target class.
bool resolveArguments(Workbench &work, Draft &draft);
/// The last part of it: the target class, where that is not known yet.
bool resolveTarget(Workbench &work, Draft &draft);

} // namespace relata::mapping
