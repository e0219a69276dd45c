#pragma once

#include "core/layout/lane.h"

namespace relata::layout {

/// Moves the lanes apart, which come in the order of sortLanes(): by kLane where there is room, by what
/// there is where there is not, and never out of their bounds. Once `stop` is requested it comes to an end
/// soon, wherever the lanes are by then.
void spreadLanes(std::vector<Lane> &lanes, const std::stop_token &stop);

} // namespace relata::layout
