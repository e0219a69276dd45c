#include "laneorder.h"

#include "core/layout/clearance.h"
#include "core/layout/groups.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace relata::layout {

namespace {

/// Follows a trace from one of its corners in one of its two directions.
class Walker
{
public:
    Walker(const Trace &trace, int corner, int step) : m_trace(&trace), m_corner(corner), m_step(step) {}

    QPointF corner() const { return m_trace->points[size_t(m_corner)]; }
    bool hasNext() const
    {
        const int next = m_corner + m_step;
        return next >= 0 && next < int(m_trace->points.size());
    }
    void advance() { m_corner += m_step; }
    /// The direction in which the walker came to its corner.
    QPointF heading() const { return corner() - m_trace->points[size_t(m_corner - m_step)]; }
    /// 1 for a turn to the left at the corner, -1 to the right, 0 if the trace ends here.
    int turn() const
    {
        if (!hasNext())
            return 0;
        const QPointF next = m_trace->points[size_t(m_corner + m_step)] - corner();
        const QPointF came = heading();
        const qreal left = next.x() * came.y() - next.y() * came.x();
        return left > 0 ? 1 : left < 0 ? -1 : 0;
    }

private:
    const Trace *m_trace;
    int m_corner;
    int m_step;
};

/// Where two traces that run together part: 1 if the first leaves to the left of the second, -1 if to
/// the right, 0 if they end together.
int parting(Walker first, Walker second)
{
    while (true) {
        const qreal ahead = QPointF::dotProduct(first.corner() - second.corner(), first.heading());
        const int one = ahead > 0 ? 0 : first.turn();
        const int other = ahead < 0 ? 0 : second.turn();
        if (one != other)
            return one > other ? 1 : -1;
        if (one == 0 || ahead != 0)
            return 0;
        first.advance();
        second.advance();
    }
}

Walker walkerFrom(const Lane &lane, const Trace &trace, Axis axis, bool towardsLow)
{
    const QPointF a = trace.points[size_t(lane.corner)];
    const QPointF b = trace.points[size_t(lane.corner) + 1];
    const bool firstIsLow = axis == Axis::Vertical ? a.y() < b.y() : a.x() < b.x();
    return firstIsLow == towardsLow ? Walker(trace, lane.corner, -1) : Walker(trace, lane.corner + 1, 1);
}

/// Where a lane ends and the piece that goes on from there: to lower places (-1) or to higher ones (1).
struct Tail
{
    qreal along = 0;
    int side = 0;
};

std::array<Tail, 2> tailsOf(const Lane &lane, const Trace &trace, Axis axis)
{
    std::array<Tail, 2> tails;
    for (const int end : {0, 1}) {
        const int corner = lane.corner + end;
        const int next = end == 0 ? corner - 1 : corner + 1;
        const QPointF at = trace.points[size_t(corner)];
        tails[size_t(end)].along = axis == Axis::Vertical ? at.y() : at.x();
        if (next < 0 || next >= int(trace.points.size()))
            continue;
        const QPointF way = trace.points[size_t(next)] - at;
        const qreal sideways = axis == Axis::Vertical ? way.x() : way.y();
        tails[size_t(end)].side = sideways > 0 ? 1 : sideways < 0 ? -1 : 0;
    }
    return tails;
}

/// What it costs to have the first lane before the second: crossings, and tails that lie on one another.
int disorder(const Lane &first, const std::array<Tail, 2> &firstTails, const Lane &second,
             const std::array<Tail, 2> &secondTails)
{
    constexpr int crossing = 4;
    constexpr int upon = 6;
    int cost = 0;
    for (const Tail &tail : firstTails)
        cost += tail.side > 0 && tail.along > second.from && tail.along < second.to ? crossing : 0;
    for (const Tail &tail : secondTails)
        cost += tail.side < 0 && tail.along > first.from && tail.along < first.to ? crossing : 0;
    for (const Tail &one : firstTails) {
        for (const Tail &other : secondTails)
            cost +=
                one.side > 0 && other.side < 0 && std::abs(one.along - other.along) < kTightLane ? upon : 0;
    }
    return cost;
}

/// Below 0 if the first lane should come before the second, above 0 if after; more if it matters more.
int preference(const Lane &first, const Lane &second, const std::vector<Trace> &traces, Axis axis)
{
    const Trace &one = traces[size_t(first.trace)];
    const Trace &other = traces[size_t(second.trace)];
    const auto firstTails = tailsOf(first, one, axis);
    const auto secondTails = tailsOf(second, other, axis);
    const int wish =
        disorder(first, firstTails, second, secondTails) - disorder(second, secondTails, first, firstTails);
    if (first.at != second.at)
        return 2 * wish + (first.at < second.at ? -1 : 1);
    if (wish != 0)
        return 2 * wish;
    const int low = parting(walkerFrom(first, one, axis, true), walkerFrom(second, other, axis, true));
    const int high = parting(walkerFrom(first, one, axis, false), walkerFrom(second, other, axis, false));
    return axis == Axis::Vertical ? high - low : low - high;
}

/// Whether two lanes lie side by side, near enough and with nothing between them to change places.
bool canExchange(const Lane &a, const Lane &b)
{
    constexpr qreal near = 5 * kLane;
    return a.from < b.to + kLane && b.from < a.to + kLane && std::abs(a.at - b.at) <= near &&
           a.low < b.high && b.low < a.high && a.trace != b.trace;
}

bool mustKeepOrder(const Lane &a, const Lane &b)
{
    return a.from < b.to + kLane && b.from < a.to + kLane && a.high + kLane > b.low;
}

/// How much a lane wants to come before another one, by index.
struct Precedence
{
    size_t later = 0;
    int weight = 0;
};

/// Orders lanes that are near each other: again and again takes the lane that the fewest others want to
/// precede.
void sortGroup(std::vector<Lane> &lanes, const std::vector<Trace> &traces, Axis axis,
               const std::stop_token &stop)
{
    const size_t count = lanes.size();
    std::vector<int> preceding(count, 0);
    std::vector<std::vector<Precedence>> wishes(count);
    for (size_t i = 0; i < count && !stop.stop_requested(); ++i) {
        for (size_t j = i + 1; j < count; ++j) {
            int wish = 0;
            if (canExchange(lanes[i], lanes[j]))
                wish = preference(lanes[i], lanes[j], traces, axis);
            else if (lanes[i].at < lanes[j].at && mustKeepOrder(lanes[i], lanes[j]))
                wish = -1000;
            if (wish == 0)
                continue;
            const size_t earlier = wish < 0 ? i : j;
            const size_t later = wish < 0 ? j : i;
            wishes[earlier].push_back({later, std::abs(wish)});
            preceding[later] += std::abs(wish);
        }
    }
    std::vector<Lane> sorted;
    std::vector<bool> taken(count, false);
    for (size_t round = 0; round < count; ++round) {
        if (stop.stop_requested())
            return;
        size_t next = count;
        for (size_t i = 0; i < count; ++i) {
            if (!taken[i] && (next == count || preceding[i] < preceding[next]))
                next = i;
        }
        taken[next] = true;
        sorted.push_back(lanes[next]);
        for (const Precedence &wish : wishes[next])
            preceding[wish.later] -= wish.weight;
    }
    lanes = std::move(sorted);
}

} // namespace

void sortLanes(std::vector<Lane> &lanes, const std::vector<Trace> &traces, Axis axis,
               const std::stop_token &stop)
{
    std::stable_sort(lanes.begin(), lanes.end(), [](const Lane &a, const Lane &b) { return a.at < b.at; });
    // Lanes that may change places, directly or through others, are ordered together.
    const int count = int(lanes.size());
    Groups groups(count);
    for (int i = 0; i < count && !stop.stop_requested(); ++i) {
        for (int j = i + 1; j < count && lanes[size_t(j)].at - lanes[size_t(i)].at <= 5 * kLane; ++j) {
            if (canExchange(lanes[size_t(i)], lanes[size_t(j)]))
                groups.join(i, j);
        }
    }
    for (const std::vector<int> &members : groups.all()) {
        if (stop.stop_requested())
            return;
        std::vector<Lane> group;
        for (const int member : members)
            group.push_back(lanes[size_t(member)]);
        if (group.size() > 1)
            sortGroup(group, traces, axis, stop);
        for (size_t i = 0; i < group.size(); ++i)
            lanes[size_t(members[i])] = group[i];
    }
}

} // namespace relata::layout
