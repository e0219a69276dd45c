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

} // namespace relata::layout
