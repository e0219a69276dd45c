#include "core/layout/plancost.h"

#include "core/layout/clearance.h"
#include "core/layout/crossings.h"
#include "core/layout/linkrouter.h"

#include <algorithm>
#include <cmath>

namespace relata::layout {

namespace {

constexpr qreal kBendPrice = 30;
constexpr qreal kCrossingPrice = 180;
constexpr qreal kBackwardPrice = 40;
/// What a longer side costs, for each card of the net.
constexpr qreal kRoomPrice = 0.18;

} // namespace

qreal Price::total(int cards) const
{
    return length + bends * kBendPrice + crossings * kCrossingPrice + backward * kBackwardPrice +
           room * kRoomPrice * cards;
}

qreal roomOf(QSizeF size, qreal aspect)
{
    const qreal window = std::max(size.width() / std::sqrt(aspect), size.height() * std::sqrt(aspect));
    const qreal area = std::sqrt(size.width() * size.height());
    return (window + area) / 2;
}

qreal PlanCost::operator()(const Columns &columns, int rounds)
{
    const Placement placement = place(m_net, columns, m_options, rounds);
    m_price = {};
    m_gutters.resize(columns.size() + 1);
    for (std::vector<Passage> &gutter : m_gutters)
        gutter.clear();
    for (const Net::Edge &edge : m_net.edges) {
        if (m_options.stop.stop_requested())
            break;
        passThrough(edge, columns, placement);
    }
    m_price.crossings = crossings();
    m_price.room = roomOf(placement.size, m_options.aspect);
    return m_price.total(m_net.count());
}

void PlanCost::passThrough(const Net::Edge &edge, const Columns &columns, const Placement &placement)
{
    const qreal childY = placement.corners[size_t(edge.child)].y() + edge.childRow;
    const qreal parentY = placement.corners[size_t(edge.parent)].y() + edge.parentRow;
    const int childColumn = placement.columnOf[size_t(edge.child)];
    const int parentColumn = placement.columnOf[size_t(edge.parent)];
    if (childColumn == parentColumn) {
        loop(childColumn, childY, parentY);
        return;
    }
    const bool backward = childColumn < parentColumn;
    m_price.backward += backward;
    const int first = std::min(childColumn, parentColumn);
    const int last = std::max(childColumn, parentColumn);
    const qreal end = backward ? parentY : childY;
    qreal y = backward ? childY : parentY;
    for (int column = first + 1; column <= last; ++column) {
        const qreal next = column == last ? end : pastColumn(columns[size_t(column)], placement, y, end);
        m_gutters[size_t(column)].push_back({y, next, 0});
        m_price.length += std::abs(next - y);
        m_price.bends += std::abs(next - y) > 0.5 ? 2 : 0;
        y = next;
    }
    m_price.length += placement.lefts[size_t(last)] - placement.rights[size_t(first)];
}

/// Both ends in one column: out and in at the side where fewer links pass so far.
void PlanCost::loop(int column, qreal from, qreal to)
{
    std::vector<Passage> &left = m_gutters[size_t(column)];
    std::vector<Passage> &right = m_gutters[size_t(column) + 1];
    const Passage atRight{from, to, 1};
    const Passage atLeft{from, to, -1};
    int balance = 0;
    for (const Passage &passage : right)
        balance += crossing(atRight, passage);
    for (const Passage &passage : left)
        balance -= crossing(atLeft, passage);
    if (balance > 0)
        left.push_back(atLeft);
    else
        right.push_back(atRight);
    m_price.length += std::abs(from - to) + 2 * kSideDistance;
    m_price.bends += 2;
}

/// The height at which a link gets past a column, as little off its way as may be.
qreal PlanCost::pastColumn(const std::vector<int> &column, const Placement &placement, qreal from,
                           qreal to) const
{
    qreal best = 0;
    qreal least = 1e9;
    const qreal low = std::min(from, to);
    const qreal high = std::max(from, to);
    const auto tryGap = [&](qreal top, qreal bottom) {
        const qreal y = std::clamp(std::clamp(from, top, bottom), std::min(low, bottom), std::max(high, top));
        const qreal way = std::abs(y - from) + std::abs(to - y);
        if (way < least) {
            least = way;
            best = y;
        }
    };
    qreal top = -1e6;
    for (const int card : column) {
        const qreal y = placement.corners[size_t(card)].y();
        tryGap(top, y - kTopDistance);
        top = y + m_net.sizes[size_t(card)].height() + kTopDistance;
    }
    tryGap(top, 1e6);
    return best;
}

qreal PlanCost::crossings() const
{
    int count = 0;
    for (const std::vector<Passage> &gutter : m_gutters) {
        for (size_t i = 0; i < gutter.size() && !m_options.stop.stop_requested(); ++i) {
            for (size_t j = i + 1; j < gutter.size(); ++j)
                count += crossing(gutter[i], gutter[j]);
        }
    }
    return count;
}

int PlanCost::crossing(const Passage &a, const Passage &b)
{
    const auto inside = [](qreal y, const Passage &loop) {
        return y > std::min(loop.left, loop.right) && y < std::max(loop.left, loop.right);
    };
    if (a.loopSide == 0 && b.loopSide == 0)
        return (a.left - b.left) * (a.right - b.right) < 0;
    if (a.loopSide != 0 && b.loopSide != 0)
        return a.loopSide == b.loopSide && inside(b.left, a) != inside(b.right, a) &&
               inside(a.left, b) != inside(a.right, b);
    const Passage &loop = a.loopSide != 0 ? a : b;
    const Passage &other = a.loopSide != 0 ? b : a;
    return inside(loop.loopSide > 0 ? other.left : other.right, loop);
}

Price routedPrice(const Net &net, const Placement &placement, const ArrangeOptions &options)
{
    Graph graph;
    Positions positions;
    for (int i = 0; i < net.count(); ++i) {
        graph.cards.push_back({i, net.sizes[size_t(i)]});
        positions.insert(i, placement.corners[size_t(i)]);
    }
    Price price;
    for (int i = 0; i < int(net.edges.size()); ++i) {
        const Net::Edge &edge = net.edges[size_t(i)];
        graph.links.push_back({i, edge.child, edge.parent, edge.childRow, edge.parentRow});
        price.backward += placement.columnOf[size_t(edge.child)] < placement.columnOf[size_t(edge.parent)];
    }
    LinkRouter router;
    router.setGraph(std::move(graph), std::move(positions));
    const QList<Route> routes = router.routeAll(options.stop);
    for (const Route &route : routes) {
        price.bends += qreal(std::max<qsizetype>(0, route.points.size() - 2));
        for (int i = 0; i + 1 < route.points.size(); ++i)
            price.length += (route.points[i + 1] - route.points[i]).manhattanLength();
    }
    price.crossings = countCrossings(routes, options.stop);
    price.room = roomOf(placement.size, options.aspect);
    return price;
}

} // namespace relata::layout
