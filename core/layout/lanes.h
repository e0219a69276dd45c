#pragma once

#include "core/layout/lane.h"

#include <stop_token>
#include <vector>

namespace relata::layout {

/// Settles where each piece of the traces runs: the pieces that share a line are laid side by side. The
/// first `movable` traces change, the others stay and are only kept clear of. Once `stop` is requested it
/// comes to an end soon and the traces are worth nothing.
void separateLanes(std::vector<Trace> &traces, int movable, const CardField &field,
                   const std::stop_token &stop = {});

} // namespace relata::layout
