#pragma once

#include "core/mapping/draft.h"

namespace relata::mapping {

/// Step g: makes the relationship that backref asks for, and links the one that back_populates names.
bool generateBackref(Workbench &work, Draft &draft);

} // namespace relata::mapping
