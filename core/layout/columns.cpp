#include "core/layout/columns.h"

#include "core/layout/clearance.h"
#include "core/layout/level.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace relata::layout {

namespace {

/// Gutters widen with their traffic, from this many lanes on, up to a limit.
constexpr int kFreeLanes = 4;
constexpr qreal kWidestExtra = 120;

qreal snapped(qreal value)
{
    return std::round(value / kGrid) * kGrid;
}

void stack(const Net &net, const Columns &columns, Placement &placement)
{
    for (size_t column = 0; column < columns.size(); ++column) {
        qreal height = -kRowGap;
        for (const int card : columns[column])
            height += net.sizes[size_t(card)].height() + kRowGap;
        qreal y = -height / 2;
        for (const int card : columns[column]) {
            placement.corners[size_t(card)].setY(y);
            placement.columnOf[size_t(card)] = int(column);
            y += net.sizes[size_t(card)].height() + kRowGap;
        }
    }
}

/// The lanes that each gutter needs; gutter i lies to the left of column i.
std::vector<int> lanesPerGutter(const Net &net, const Placement &placement, size_t columns)
{
    std::vector<int> lanes(columns + 1, 0);
    for (const Net::Edge &edge : net.edges) {
        const int one = placement.columnOf[size_t(edge.child)];
        const int other = placement.columnOf[size_t(edge.parent)];
        ++lanes[size_t(std::max(one, other))];
        if (std::abs(one - other) > 1)
            ++lanes[size_t(std::min(one, other)) + 1];
    }
    return lanes;
}

void spreadColumns(const Net &net, const Columns &columns, const ArrangeOptions &options,
                   Placement &placement)
{
    const std::vector<int> lanes = lanesPerGutter(net, placement, columns.size());
    qreal x = 0;
    for (size_t column = 0; column < columns.size(); ++column) {
        qreal width = 0;
        for (const int card : columns[column])
            width = std::max(width, net.sizes[size_t(card)].width());
        if (column > 0)
            x += snapped(std::max(80.0, options.gap) +
                         std::clamp(qreal(lanes[column] - kFreeLanes) * kTightLane, 0.0, kWidestExtra));
        placement.lefts.push_back(x);
        placement.rights.push_back(x + width);
        for (const int card : columns[column])
            placement.corners[size_t(card)].setX(x);
        x = std::ceil((x + width) / kGrid) * kGrid;
    }
    placement.size.setWidth(x);
}

void moveToOrigin(const Net &net, Placement &placement)
{
    qreal top = 1e9;
    for (const QPointF &corner : placement.corners)
        top = std::min(top, corner.y());
    qreal bottom = 0;
    for (size_t i = 0; i < placement.corners.size(); ++i) {
        QPointF &corner = placement.corners[i];
        corner.setY(snapped(corner.y() - top));
        bottom = std::max(bottom, corner.y() + net.sizes[i].height());
    }
    placement.size.setHeight(bottom);
}

} // namespace

int columnCount(const Net &net, const ArrangeOptions &options)
{
    constexpr qreal looseness = 1.3;
    qreal height = 0;
    qreal width = 0;
    for (const QSizeF &size : net.sizes) {
        height += size.height() + kRowGap;
        width += size.width() / net.count();
    }
    const qreal pitch = width + options.gap;
    return std::max(1, int(std::lround(std::sqrt(options.aspect * height * looseness / pitch))));
}

Columns columnsFromPoints(const Net &net, const std::vector<QPointF> &points, int count)
{
    std::vector<int> order(points.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return points[size_t(a)].x() < points[size_t(b)].x(); });
    qreal total = 0;
    for (const QSizeF &size : net.sizes)
        total += size.height() + kRowGap;
    Columns columns(static_cast<size_t>(count));
    qreal sum = 0;
    for (const int card : order) {
        const qreal height = net.sizes[size_t(card)].height() + kRowGap;
        const int column = int((sum + height / 2) / total * count);
        columns[size_t(std::clamp(column, 0, count - 1))].push_back(card);
        sum += height;
    }
    for (std::vector<int> &column : columns) {
        std::stable_sort(column.begin(), column.end(),
                         [&](int a, int b) { return points[size_t(a)].y() < points[size_t(b)].y(); });
    }
    std::erase_if(columns, [](const std::vector<int> &column) { return column.empty(); });
    return columns;
}

Placement place(const Net &net, const Columns &columns, const ArrangeOptions &options, int rounds)
{
    Placement placement;
    placement.corners.resize(net.sizes.size());
    placement.columnOf.resize(net.sizes.size());
    stack(net, columns, placement);
    spreadColumns(net, columns, options, placement);
    levelColumns(net, columns, options, rounds, placement);
    moveToOrigin(net, placement);
    return placement;
}

} // namespace relata::layout
