#pragma once

#include "core/layout/net.h"

namespace relata::layout {

/// Points for the cards of a connected net such that their distances are close to their distances along
/// the links (stress, minimised by stochastic gradient descent), the longer side of the whole lying
/// across and parents rather to the left. `seed` chooses one of many equally deterministic answers.
std::vector<QPointF> stressPoints(const Net &net, qreal gap, unsigned seed);

} // namespace relata::layout
