#pragma once

#include "core/layout/net.h"

#include <stop_token>

namespace relata::layout {

/// Points for the cards of a connected net such that their distances are close to their distances along
/// the links (stress, minimised by stochastic gradient descent), the longer side of the whole lying
/// across and parents rather to the left. `seed` chooses one of many equally deterministic answers. Once
/// `stop` is requested the answer comes soon and is worth nothing.
std::vector<QPointF> stressPoints(const Net &net, qreal gap, unsigned seed, const std::stop_token &stop = {});

} // namespace relata::layout
