#pragma once

#include "core/layout/columns.h"

namespace relata::layout {

/// A plan with parents to the left of their children (layers by longest path, ordered by barycentres);
/// layers that are too high for about `columns` columns in all are split.
Columns layeredColumns(const Net &net, int columns);

} // namespace relata::layout
