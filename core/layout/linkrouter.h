#pragma once

#include "core/layout/graph.h"
#include "core/layout/pathfinder.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace relata::layout {

/// Draws the links of a diagram round its cards: orthogonal, with few bends and crossings, in separate
/// lanes. Owned by one view and used in one thread at a time; a card being dragged is moveCard() and
/// routeOf().
class LinkRouter
{
public:
    /// Cards without a position lie at the origin; links to unknown cards get no route.
    void setGraph(Graph graph, Positions positions);
    /// Moves one card; routes change only when they are next asked for.
    void moveCard(int id, QPointF topLeft);
    /// The routes of every link, in the order of the graph. Depends on nothing but graph and positions. Once
    /// `stop` is requested the answer comes soon and is empty.
    QList<Route> routeAll(const std::stop_token &stop = {});
    /// New routes for some links, in that order; the others stay where they last were and are kept clear of.
    QList<Route> routeOf(const QList<int> &linkIds);
    /// The routes as they were last asked for, in the order of the graph; links never routed are left out.
    QList<Route> routes() const;

private:
    RouteGrid::Ends endsOf(const Link &link) const;
    void trace(const std::vector<int> &links, int rounds, const std::stop_token &stop = {});
    std::vector<int> shortestFirst(std::vector<int> links) const;
    void settle(const std::vector<int> &links, const std::stop_token &stop = {});
    Route routeAt(int link) const;

    Graph m_graph;
    QHash<int, int> m_cardAt;
    QHash<int, int> m_linkAt;
    CardField m_field;
    std::vector<std::optional<Trace>> m_traces;
};

} // namespace relata::layout
