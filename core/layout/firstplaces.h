#pragma once

#include "core/layout/arrange.h"

namespace relata::layout {

/// Places for the cards that are not in `placed`, at once, in columns in the order of the graph and below
/// what is placed: what can be seen until arrange() or arrangeNew() has found better ones. The answer holds
/// those already placed as well, unmoved. No two cards overlap; takes a few milliseconds for thousands of
/// them.
Positions firstPlaces(const Graph &graph, const Positions &placed, const ArrangeOptions &options = {});

} // namespace relata::layout
