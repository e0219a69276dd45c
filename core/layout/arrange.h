#pragma once

#include "core/layout/graph.h"

#include <stop_token>

namespace relata::layout {

/// How much is done for an arrangement: many plans compared by their routes, or the first one taken.
enum class Effort { Careful, Quick };

/// The shape that an arrangement aims at: width by height of the whole, and the width of the gutters
/// between its columns in pixels. Once `stop` is requested the answer comes soon and is worth nothing.
struct ArrangeOptions
{
    qreal aspect = 1.6;
    qreal gap = 80;
    Effort effort = Effort::Careful;
    std::stop_token stop = {};
};

/// Deterministic automatic layout of all cards, in columns with their top-left at about the origin. No two
/// cards come closer than 40 px. A pure function, for any thread; seconds for thousands of cards, about a
/// twentieth of that with Effort::Quick.
Positions arrange(const Graph &graph, const ArrangeOptions &options = {});

} // namespace relata::layout
