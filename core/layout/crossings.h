#pragma once

#include "core/layout/graph.h"

#include <stop_token>

namespace relata::layout {

/// How often routes of different links cross (a vertical piece and a horizontal one, each inside the other).
/// Once `stop` is requested the answer comes soon and is worth nothing.
int countCrossings(const QList<Route> &routes, const std::stop_token &stop = {});

} // namespace relata::layout
