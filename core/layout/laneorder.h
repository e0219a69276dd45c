#pragma once

#include "core/layout/lane.h"

namespace relata::layout {

/// Puts the lanes of one axis in the order in which they should lie side by side: by place, and those on
/// the same line so that they cross as little as possible where they part. Once `stop` is requested they
/// come soon, in any order.
void sortLanes(std::vector<Lane> &lanes, const std::vector<Trace> &traces, Axis axis,
               const std::stop_token &stop);

} // namespace relata::layout
