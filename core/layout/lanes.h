#pragma once

#include "core/layout/lane.h"

#include <vector>

namespace relata::layout {

/// Settles where each piece of the traces runs: the pieces that share a line are laid side by side. The
/// first `movable` traces change, the others stay and are only kept clear of.
void separateLanes(std::vector<Trace> &traces, int movable, const CardField &field);

} // namespace relata::layout
