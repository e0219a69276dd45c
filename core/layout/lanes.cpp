#include "core/layout/lanes.h"

#include "core/layout/clearance.h"
#include "core/layout/laneorder.h"
#include "core/layout/lanespread.h"

#include <algorithm>

namespace relata::layout {

namespace {

constexpr qreal kFar = 1e7;
/// Sideways passes first: they settle the busy gutters between the columns.
constexpr Axis kPasses[] = {Axis::Vertical, Axis::Horizontal, Axis::Vertical, Axis::Horizontal};

qreal placeOf(QPointF point, Axis axis)
{
    return axis == Axis::Vertical ? point.x() : point.y();
}

struct Bounds
{
    qreal low = -kFar;
    qreal high = kFar;
    void above(qreal bound) { low = std::max(low, bound); }
    void below(qreal bound) { high = std::min(high, bound); }
};

/// How far a lane may move before it comes within `clearance` of a card (a stub's length for its own).
Bounds boundsAmong(const CardField &field, const Lane &lane, const Trace &trace, Axis axis, qreal clearance)
{
    Bounds bounds;
    for (int i = 0; i < field.count(); ++i) {
        const QRectF &card = field.card(i);
        const bool upright = axis == Axis::Vertical;
        const qreal from = upright ? card.top() : card.left();
        const qreal to = upright ? card.bottom() : card.right();
        if (lane.from >= to + kClearance || lane.to <= from - kClearance)
            continue;
        const bool own = i == trace.ends.child || i == trace.ends.parent;
        const qreal distance = own && upright ? std::max(kStub, clearance) : clearance;
        const qreal low = upright ? card.left() : card.top();
        const qreal high = upright ? card.right() : card.bottom();
        if (lane.at >= high)
            bounds.above(high + distance);
        else if (lane.at <= low)
            bounds.below(low - distance);
    }
    return bounds;
}

/// Keeps a stub whole between the lane and the card's edge.
void keepStub(Bounds &bounds, qreal at, qreal edge)
{
    if (edge < at)
        bounds.above(edge + kStub);
    else
        bounds.below(edge - kStub);
}

void bound(Lane &lane, const CardField &field, const Trace &trace, Axis axis)
{
    lane.low = lane.high = lane.softLow = lane.softHigh = lane.at;
    if (lane.fixed)
        return;
    const int last = int(trace.points.size()) - 1;
    Bounds hard = boundsAmong(field, lane, trace, axis, kClearance);
    Bounds soft = boundsAmong(field, lane, trace, axis, axis == Axis::Vertical ? kStub : 1.5 * kClearance);
    for (Bounds *bounds : {&hard, &soft}) {
        if (axis == Axis::Vertical && lane.corner == 1)
            keepStub(*bounds, lane.at, trace.points[0].x());
        if (axis == Axis::Vertical && lane.corner + 2 == last)
            keepStub(*bounds, lane.at, trace.points.back().x());
    }
    lane.low = std::min(hard.low, lane.at);
    lane.high = std::max(hard.high, lane.at);
    lane.softLow = std::min(soft.low, lane.at);
    lane.softHigh = std::max(soft.high, lane.at);
}

std::vector<Lane> lanesOf(const std::vector<Trace> &traces, int movable, const CardField &field, Axis axis,
                          const std::stop_token &stop)
{
    std::vector<Lane> lanes;
    for (int t = 0; t < int(traces.size()) && !stop.stop_requested(); ++t) {
        const Trace &trace = traces[size_t(t)];
        const int last = int(trace.points.size()) - 1;
        for (int i = 0; i < last; ++i) {
            const QPointF a = trace.points[size_t(i)];
            const QPointF b = trace.points[size_t(i) + 1];
            if ((i % 2 == 1) != (axis == Axis::Vertical))
                continue;
            const Axis along = axis == Axis::Vertical ? Axis::Horizontal : Axis::Vertical;
            Lane lane;
            lane.trace = t;
            lane.corner = i;
            lane.fixed = t >= movable || i == 0 || i + 1 == last;
            lane.parentEnd = trace.points.back();
            lane.at = placeOf(a, axis);
            lane.from = std::min(placeOf(a, along), placeOf(b, along));
            lane.to = std::max(placeOf(a, along), placeOf(b, along));
            bound(lane, field, trace, axis);
            lanes.push_back(lane);
        }
    }
    return lanes;
}

void takeOver(const std::vector<Lane> &lanes, std::vector<Trace> &traces, Axis axis)
{
    for (const Lane &lane : lanes) {
        for (const size_t corner : {size_t(lane.corner), size_t(lane.corner) + 1}) {
            QPointF &point = traces[size_t(lane.trace)].points[corner];
            if (lane.fixed)
                continue;
            if (axis == Axis::Vertical)
                point.setX(lane.at);
            else
                point.setY(lane.at);
        }
    }
}

} // namespace

void separateLanes(std::vector<Trace> &traces, int movable, const CardField &field,
                   const std::stop_token &stop)
{
    for (const Axis axis : kPasses) {
        std::vector<Lane> lanes = lanesOf(traces, movable, field, axis, stop);
        sortLanes(lanes, traces, axis, stop);
        spreadLanes(lanes, stop);
        if (stop.stop_requested())
            return;
        takeOver(lanes, traces, axis);
    }
}

} // namespace relata::layout
