#include "core/layout/linkrouter.h"

#include "core/layout/clearance.h"
#include "core/layout/lanes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace relata::layout {

namespace {

/// Up to here a second round is cheap, in which each link sees all the others.
constexpr size_t kSecondRound = 300;

/// What the trace covers, with room for the lanes beside it.
QRectF boundsOf(const Trace &trace)
{
    QRectF bounds(trace.points.front(), trace.points.front());
    for (const QPointF &point : trace.points) {
        bounds.setCoords(std::min(bounds.left(), point.x()), std::min(bounds.top(), point.y()),
                         std::max(bounds.right(), point.x()), std::max(bounds.bottom(), point.y()));
    }
    return bounds.adjusted(-kSideDistance, -kSideDistance, kSideDistance, kSideDistance);
}

} // namespace

void LinkRouter::setGraph(Graph graph, Positions positions)
{
    m_graph = std::move(graph);
    m_cardAt.clear();
    m_linkAt.clear();
    std::vector<QRectF> cards;
    for (const Card &card : m_graph.cards) {
        m_cardAt.insert(card.id, int(cards.size()));
        cards.emplace_back(positions.value(card.id), card.size);
    }
    std::erase_if(m_graph.links, [this](const Link &link) {
        return !m_cardAt.contains(link.child) || !m_cardAt.contains(link.parent);
    });
    for (size_t i = 0; i < m_graph.links.size(); ++i)
        m_linkAt.insert(m_graph.links[i].id, int(i));
    m_field = CardField(std::move(cards));
    m_traces.assign(m_graph.links.size(), std::nullopt);
}

void LinkRouter::moveCard(int id, QPointF topLeft)
{
    const auto found = m_cardAt.constFind(id);
    if (found != m_cardAt.cend())
        m_field.move(*found, topLeft);
}

QList<Route> LinkRouter::routeAll(const std::stop_token &stop)
{
    std::fill(m_traces.begin(), m_traces.end(), std::nullopt);
    std::vector<int> links(m_graph.links.size());
    std::iota(links.begin(), links.end(), 0);
    trace(links, links.size() <= kSecondRound ? 2 : 1, stop);
    if (!stop.stop_requested())
        settle(links, stop);
    if (stop.stop_requested()) {
        std::fill(m_traces.begin(), m_traces.end(), std::nullopt);
        return {};
    }
    QList<Route> routes;
    for (const int link : links)
        routes.append(routeAt(link));
    return routes;
}

QList<Route> LinkRouter::routeOf(const QList<int> &linkIds)
{
    std::vector<int> links;
    for (const int id : linkIds) {
        const int link = m_linkAt.value(id, -1);
        if (link >= 0 && std::find(links.begin(), links.end(), link) == links.end())
            links.push_back(link);
    }
    for (const int link : links)
        m_traces[size_t(link)].reset();
    trace(links, 1);
    settle(links);
    QList<Route> routes;
    for (const int link : links)
        routes.append(routeAt(link));
    return routes;
}

QList<Route> LinkRouter::routes() const
{
    QList<Route> routes;
    for (size_t i = 0; i < m_traces.size(); ++i) {
        if (m_traces[i])
            routes.append(routeAt(int(i)));
    }
    return routes;
}

RouteGrid::Ends LinkRouter::endsOf(const Link &link) const
{
    const int child = m_cardAt.value(link.child);
    const int parent = m_cardAt.value(link.parent);
    return {child, parent, m_field.card(child).top() + link.childRow,
            m_field.card(parent).top() + link.parentRow};
}

void LinkRouter::trace(const std::vector<int> &links, int rounds, const std::stop_token &stop)
{
    PathFinder finder(m_field, stop);
    Traffic traffic(m_traces.size());
    for (size_t i = 0; i < m_traces.size(); ++i) {
        if (m_traces[i])
            traffic[i] = barsOf(*m_traces[i]);
    }
    const std::vector<int> order = shortestFirst(links);
    for (int round = 0; round < rounds; ++round) {
        for (const int link : order) {
            if (stop.stop_requested())
                return;
            traffic[size_t(link)].clear();
            Trace found = finder.find(endsOf(m_graph.links[size_t(link)]), traffic);
            traffic[size_t(link)] = barsOf(found);
            m_traces[size_t(link)] = std::move(found);
        }
    }
}

std::vector<int> LinkRouter::shortestFirst(std::vector<int> links) const
{
    const auto length = [this](int link) {
        const RouteGrid::Ends ends = endsOf(m_graph.links[size_t(link)]);
        const qreal dx = m_field.card(ends.child).center().x() - m_field.card(ends.parent).center().x();
        return std::abs(dx) + std::abs(ends.childY - ends.parentY);
    };
    std::stable_sort(links.begin(), links.end(), [&](int a, int b) { return length(a) < length(b); });
    return links;
}

void LinkRouter::settle(const std::vector<int> &links, const std::stop_token &stop)
{
    std::vector<Trace> traces;
    std::vector<bool> moving(m_traces.size(), false);
    QRectF reach;
    for (const int link : links) {
        traces.push_back(*m_traces[size_t(link)]);
        reach = reach.united(boundsOf(traces.back()));
        moving[size_t(link)] = true;
    }
    for (size_t i = 0; i < m_traces.size(); ++i) {
        if (m_traces[i] && !moving[i] && reach.intersects(boundsOf(*m_traces[i])))
            traces.push_back(*m_traces[i]);
    }
    separateLanes(traces, int(links.size()), m_field, stop);
    for (size_t i = 0; i < links.size(); ++i)
        m_traces[size_t(links[i])] = std::move(traces[i]);
}

Route LinkRouter::routeAt(int link) const
{
    const std::vector<QPointF> points = withoutStraightCorners(m_traces[size_t(link)]->points);
    return {m_graph.links[size_t(link)].id, QList<QPointF>(points.begin(), points.end())};
}

} // namespace relata::layout
