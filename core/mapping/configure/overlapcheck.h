#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Step h: warns of another relationship, not linked with this one, that copies to the same column.
void checkOverlaps(Workbench &work, Draft &draft);

} // namespace relata::mapping
