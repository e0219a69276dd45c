#pragma once

#include "core/layout/columns.h"

namespace relata::layout {

/// Moves the cards of each column up and down, keeping their order and their gaps, until their links are
/// as level as may be and the whole is not higher than the aspect allows. The cards come with a first
/// place; each round goes through all columns.
void levelColumns(const Net &net, const Columns &columns, const ArrangeOptions &options, int rounds,
                  Placement &placement);

} // namespace relata::layout
