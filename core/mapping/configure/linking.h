#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Step g: makes the relationship that backref asks for, and links the one that back_populates names.
bool generateBackref(Workbench &work, Draft &draft);

/// Gives the relationship that a backref makes its arguments and its joins, from an origin whose join is
/// known.
void takeFromOrigin(const Workbench &work, const Draft &origin, Draft &made);

} // namespace relata::mapping
