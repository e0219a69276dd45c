#pragma once

#include "core/layout/arrange.h"

namespace relata::layout {

/// Finds places for the cards that are not in `placed`, near what they are linked to; the answer holds
/// those already placed as well, unmoved. Ids in `placed` that are no cards of the graph are ignored.
Positions arrangeNew(const Graph &graph, const Positions &placed, const ArrangeOptions &options = {});

} // namespace relata::layout
