#pragma once

#include "core/layout/arrange.h"
#include "core/layout/net.h"

#include <vector>

namespace relata::layout {

/// A plan of an arrangement: the cards of each column from top to bottom, columns from left to right.
using Columns = std::vector<std::vector<int>>;

/// Where a plan puts the cards: their top-left corners, and which column each is in.
struct Placement
{
    std::vector<QPointF> corners;
    std::vector<int> columnOf;
    std::vector<qreal> lefts;
    std::vector<qreal> rights;
    QSizeF size;
};

/// How many columns give about the wanted aspect.
int columnCount(const Net &net, const ArrangeOptions &options);

/// Cuts points into columns of equal height, left to right; within a column the points' y decides.
Columns columnsFromPoints(const Net &net, const std::vector<QPointF> &points, int count);

/// Works the plan out: gutters as wide as their links need, and each card as level with its neighbours
/// as its column allows. More rounds make straighter links.
Placement place(const Net &net, const Columns &columns, const ArrangeOptions &options, int rounds);

} // namespace relata::layout
