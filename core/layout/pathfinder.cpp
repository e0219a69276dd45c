#include "core/layout/pathfinder.h"

#include "core/layout/clearance.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace relata::layout {

namespace {

/// A bend is worth a detour of this many pixels.
constexpr float kBend = 100;
constexpr float kUnreached = std::numeric_limits<float>::max();
/// How many steps are taken between two looks at whether anybody still waits.
constexpr unsigned kStepsAtOnce = 1024;

QRectF boxAround(const QRectF &one, const QRectF &other, qreal margin)
{
    return one.united(other).adjusted(-margin, -margin, margin, margin);
}

} // namespace

std::vector<QPointF> withoutStraightCorners(const std::vector<QPointF> &points)
{
    std::vector<QPointF> corners;
    for (const QPointF &point : points) {
        // A piece that goes on straight, or back, is one with the piece before; it may vanish with it.
        while (corners.size() > 1) {
            const QPointF last = corners.back();
            const QPointF before = corners[corners.size() - 2];
            if (!(last.x() == point.x() && before.x() == point.x()) &&
                !(last.y() == point.y() && before.y() == point.y()))
                break;
            corners.pop_back();
        }
        // Not QPointF's own comparison, which takes close points for equal.
        if (corners.empty() || corners.back().x() != point.x() || corners.back().y() != point.y())
            corners.push_back(point);
    }
    return corners;
}

std::vector<Bar> barsOf(const Trace &trace)
{
    std::vector<Bar> bars;
    const size_t count = trace.points.size();
    for (size_t i = 0; i + 1 < count; ++i) {
        const QPointF a = trace.points[i];
        const QPointF b = trace.points[i + 1];
        Bar bar;
        bar.vertical = a.x() == b.x();
        bar.fixed = i == 0 || i + 2 == count;
        bar.at = bar.vertical ? a.x() : a.y();
        bar.from = bar.vertical ? std::min(a.y(), b.y()) : std::min(a.x(), b.x());
        bar.to = bar.vertical ? std::max(a.y(), b.y()) : std::max(a.x(), b.x());
        bar.joinsParent = i + 2 == count;
        bar.parentEnd = trace.points.back();
        bars.push_back(bar);
    }
    return bars;
}

Trace PathFinder::find(const RouteGrid::Ends &ends, const Traffic &traffic)
{
    constexpr qreal everywhere = 1e7;
    Trace trace;
    trace.ends = ends;
    if (search(ends, traffic, 160, kClearance, &trace) || search(ends, traffic, 700, kClearance, &trace) ||
        search(ends, traffic, everywhere, kClearance, &trace) || search(ends, traffic, everywhere, 1, &trace))
        return trace;
    return straight(ends);
}

bool PathFinder::search(const RouteGrid::Ends &ends, const Traffic &traffic, qreal margin, qreal clearance,
                        Trace *trace)
{
    if (m_stop.stop_requested())
        return false;
    std::vector<Port> sources = ports(ends.child, ends.childY, clearance);
    std::vector<Port> targets = ports(ends.parent, ends.parentY, clearance);
    if (ends.child == ends.parent && ends.childY == ends.parentY && sources.size() == 2) {
        // A column that refers to itself: out at one side, in at the other.
        sources.pop_back();
        targets.erase(targets.begin());
    }
    if (sources.empty() || targets.empty())
        return false;
    const QRectF box = boxAround(m_field.card(ends.child), m_field.card(ends.parent), margin);
    m_grid.build(m_field, box, ends, clearance);
    addTraffic(traffic, box);
    locate(sources, traffic);
    locate(targets, traffic);
    const int end = run(sources, targets);
    if (end < 0)
        return false;
    trace->points = unwind(end, sources, targets);
    return true;
}

void PathFinder::addTraffic(const Traffic &traffic, const QRectF &box)
{
    for (const std::vector<Bar> &bars : traffic) {
        if (m_stop.stop_requested())
            return;
        for (const Bar &bar : bars) {
            const bool near = bar.vertical ? bar.at >= box.left() && bar.at <= box.right() &&
                                                 bar.from <= box.bottom() && bar.to >= box.top()
                                           : bar.at >= box.top() && bar.at <= box.bottom() &&
                                                 bar.from <= box.right() && bar.to >= box.left();
            if (near)
                m_grid.addTraffic(bar);
        }
    }
}

std::vector<PathFinder::Port> PathFinder::ports(int card, qreal y, qreal clearance)
{
    const QRectF &rect = m_field.card(card);
    const Margins &margins = m_field.margins(card);
    std::vector<Port> result;
    const QPointF left(rect.left(), y);
    const QPointF right(rect.right(), y);
    const QPointF outerLeft(rect.left() - std::max(margins.left, kStub), y);
    const QPointF outerRight(rect.right() + std::max(margins.right, kStub), y);
    if (m_field.isClear(left, outerLeft, clearance, card))
        result.push_back({left, outerLeft.x(), 0, -1});
    if (m_field.isClear(right, outerRight, clearance, card))
        result.push_back({right, outerRight.x(), 0, -1});
    return result;
}

void PathFinder::locate(std::vector<Port> &ports, const Traffic &traffic) const
{
    constexpr float takenPrice = 120;
    for (Port &port : ports) {
        port.node = m_grid.rowAt(port.edge.y()) * m_grid.columns() + m_grid.columnAt(port.outer);
        const qreal left = std::min(port.edge.x(), port.outer);
        const qreal right = std::max(port.edge.x(), port.outer);
        for (const std::vector<Bar> &bars : traffic) {
            for (const Bar &bar : bars) {
                if (!bar.vertical && bar.fixed && std::abs(bar.at - port.edge.y()) < kTightLane &&
                    bar.from < right && bar.to > left && !m_grid.mayShare(bar))
                    port.taken = takenPrice;
            }
        }
    }
}

/// States are twice the node, plus one where the link runs vertically. Answers the state reached, or -1.
int PathFinder::run(const std::vector<Port> &sources, const std::vector<Port> &targets)
{
    const size_t states = size_t(m_grid.columns()) * size_t(m_grid.rows()) * 2;
    m_cost.assign(states, kUnreached);
    m_from.assign(states, -1);
    m_open.clear();
    m_targets = targets;
    for (const Port &port : sources)
        reach(port.node * 2, float(std::abs(port.outer - port.edge.x())) + port.taken, -1);
    for (unsigned looked = 0; !m_open.empty(); ++looked) {
        if (looked % kStepsAtOnce == 0 && m_stop.stop_requested())
            return -1;
        const Step step = m_open.front();
        std::pop_heap(m_open.begin(), m_open.end());
        m_open.pop_back();
        if (step.estimate > m_cost[size_t(step.state)] + remaining(step.state) + 0.01F)
            continue;
        const bool arrived = std::any_of(targets.begin(), targets.end(),
                                         [&](const Port &port) { return port.node * 2 == step.state; });
        if (arrived)
            return step.state;
        expand(step.state);
    }
    return -1;
}

void PathFinder::expand(int state)
{
    const int columns = m_grid.columns();
    const int node = state / 2;
    const int column = node % columns;
    const int row = node / columns;
    const float cost = m_cost[size_t(state)];
    reach(state ^ 1, cost + kBend, state);
    const auto go = [&](float extra, qreal length, int target) {
        if (extra >= 0)
            reach(target, cost + extra + float(length), state);
    };
    if (state % 2 == 0) {
        if (column + 1 < columns)
            go(m_grid.across(column, row), m_grid.x(column + 1) - m_grid.x(column), state + 2);
        if (column > 0)
            go(m_grid.across(column - 1, row), m_grid.x(column) - m_grid.x(column - 1), state - 2);
        return;
    }
    if (row + 1 < m_grid.rows())
        go(m_grid.down(column, row), m_grid.y(row + 1) - m_grid.y(row), state + 2 * columns);
    if (row > 0)
        go(m_grid.down(column, row - 1), m_grid.y(row) - m_grid.y(row - 1), state - 2 * columns);
}

void PathFinder::reach(int state, float cost, int from)
{
    if (cost >= m_cost[size_t(state)])
        return;
    m_cost[size_t(state)] = cost;
    m_from[size_t(state)] = from;
    m_open.push_back({cost + remaining(state), state});
    std::push_heap(m_open.begin(), m_open.end());
}

float PathFinder::remaining(int state) const
{
    const int node = state / 2;
    const qreal x = m_grid.x(node % m_grid.columns());
    const qreal y = m_grid.y(node / m_grid.columns());
    float best = kUnreached;
    for (const Port &port : m_targets) {
        const float bends = state % 2 == 1 ? kBend : y != port.edge.y() ? 2 * kBend : 0;
        best = std::min(best,
                        float(std::abs(x - port.outer) + std::abs(y - port.edge.y())) + bends + port.taken);
    }
    return best;
}

std::vector<QPointF> PathFinder::unwind(int state, const std::vector<Port> &sources,
                                        const std::vector<Port> &targets) const
{
    const auto edgeOf = [](const std::vector<Port> &ports, int node) {
        return std::find_if(ports.begin(), ports.end(), [&](const Port &port) { return port.node == node; })
            ->edge;
    };
    std::vector<QPointF> points{edgeOf(targets, state / 2)};
    int first = state;
    for (int at = state; at >= 0; at = m_from[size_t(at)]) {
        points.emplace_back(m_grid.x(at / 2 % m_grid.columns()), m_grid.y(at / 2 / m_grid.columns()));
        first = at;
    }
    points.push_back(edgeOf(sources, first / 2));
    std::reverse(points.begin(), points.end());
    return withoutStraightCorners(points);
}

Trace PathFinder::straight(const RouteGrid::Ends &ends) const
{
    const QRectF &child = m_field.card(ends.child);
    const QRectF &parent = m_field.card(ends.parent);
    const bool between = child.right() + 2 * kStub <= parent.left();
    const QPointF from(child.right(), ends.childY);
    const QPointF to(between ? parent.left() : parent.right(), ends.parentY);
    const qreal middle = between ? (from.x() + to.x()) / 2 : std::max(from.x(), to.x()) + kSideDistance;
    return {ends, withoutStraightCorners({from, {middle, from.y()}, {middle, to.y()}, to})};
}

} // namespace relata::layout
