#pragma once

#include "core/layout/graph.h"

namespace relata::layout {

/// The shape that an arrangement aims at: width by height of the whole, and the width of the gutters
/// between its columns in pixels.
struct ArrangeOptions
{
    qreal aspect = 1.6;
    qreal gap = 80;
};

/// Deterministic automatic layout of all cards, in columns with their top-left at about the origin. No two
/// cards come closer than 40 px. A pure function, for any thread; seconds for thousands of cards.
Positions arrange(const Graph &graph, const ArrangeOptions &options = {});

/// Finds places for the cards that are not in `placed`, near what they are linked to; the answer holds
/// those already placed as well, unmoved. Ids in `placed` that are no cards of the graph are ignored.
Positions arrangeNew(const Graph &graph, const Positions &placed, const ArrangeOptions &options = {});

} // namespace relata::layout
