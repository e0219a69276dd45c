#pragma once

#include "core/layout/graph.h"

namespace relata::layout {

/// How often routes of different links cross (a vertical piece and a horizontal one, each inside the other).
int countCrossings(const QList<Route> &routes);

} // namespace relata::layout
