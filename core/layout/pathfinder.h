#pragma once

#include "core/layout/routegrid.h"

#include <stop_token>
#include <utility>
#include <vector>

namespace relata::layout {

/// The course of a link before its lanes are settled: corners from the child's edge to the parent's edge.
struct Trace
{
    RouteGrid::Ends ends;
    std::vector<QPointF> points;
};

/// The same line without points that are no corners.
std::vector<QPointF> withoutStraightCorners(const std::vector<QPointF> &points);

/// The straight pieces of a trace.
std::vector<Bar> barsOf(const Trace &trace);

/// The pieces of every link that has a course, by link index.
using Traffic = std::vector<std::vector<Bar>>;

/// Finds the course of one link at a time round the cards, with few bends and few crossings of the
/// links already there (A* over the lines of a RouteGrid and two orientations). Keeps its buffers.
class PathFinder
{
public:
    explicit PathFinder(CardField &field, std::stop_token stop = {}) : m_field(field), m_stop(std::move(stop))
    {
    }

    /// Always answers with a course; one that crosses cards only if the cards leave no way at all, or if it
    /// was stopped.
    Trace find(const RouteGrid::Ends &ends, const Traffic &traffic);

private:
    struct Port
    {
        QPointF edge;
        qreal outer = 0;
        /// What it costs to lie on links that are there already.
        float taken = 0;
        int node = -1;
    };
    struct Step
    {
        float estimate = 0;
        int state = 0;
        bool operator<(const Step &other) const
        {
            return estimate != other.estimate ? estimate > other.estimate : state > other.state;
        }
    };

    bool search(const RouteGrid::Ends &ends, const Traffic &traffic, qreal margin, qreal clearance,
                Trace *trace);
    void addTraffic(const Traffic &traffic, const QRectF &box);
    std::vector<Port> ports(int card, qreal y, qreal clearance);
    void locate(std::vector<Port> &ports, const Traffic &traffic) const;
    int run(const std::vector<Port> &sources, const std::vector<Port> &targets);
    void expand(int state);
    void reach(int state, float cost, int from);
    float remaining(int state) const;
    std::vector<QPointF> unwind(int state, const std::vector<Port> &sources,
                                const std::vector<Port> &targets) const;
    Trace straight(const RouteGrid::Ends &ends) const;

    CardField &m_field;
    std::stop_token m_stop;
    RouteGrid m_grid;
    std::vector<Port> m_targets;
    std::vector<float> m_cost;
    std::vector<int> m_from;
    std::vector<Step> m_open;
};

} // namespace relata::layout
