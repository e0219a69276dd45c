#pragma once

#include "core/layout/pathfinder.h"

#include <stop_token>
#include <vector>

namespace relata::layout {

enum class Axis { Vertical, Horizontal };

/// One straight piece of a trace on its way to its final place. `at` is its x if it is vertical, its y
/// if it is horizontal; it may move between low and high, and would like to stay within soft bounds.
struct Lane
{
    int trace = 0;
    int corner = 0;
    bool fixed = false;
    /// Where its route ends: lanes to one point may become one where there is no room.
    QPointF parentEnd;
    qreal at = 0;
    qreal from = 0;
    qreal to = 0;
    qreal low = 0;
    qreal high = 0;
    qreal softLow = 0;
    qreal softHigh = 0;
};

/// Puts the lanes of one axis in the order in which they should lie side by side: by place, and those on
/// the same line so that they cross as little as possible where they part. Once `stop` is requested they
/// come soon, in any order.
void sortLanes(std::vector<Lane> &lanes, const std::vector<Trace> &traces, Axis axis,
               const std::stop_token &stop);

/// Moves the lanes apart, which come in the order of sortLanes(): by kLane where there is room, by what
/// there is where there is not, and never out of their bounds. Once `stop` is requested it comes to an end
/// soon, wherever the lanes are by then.
void spreadLanes(std::vector<Lane> &lanes, const std::stop_token &stop);

} // namespace relata::layout
