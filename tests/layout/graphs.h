#pragma once

#include "core/layout/arrange.h"
#include "core/layout/linkrouter.h"

#include <QRectF>

#include <random>

/// Graphs of many shapes for the tests of layout, and what the tests measure on results.
namespace layoutgraphs {

using relata::layout::Card;
using relata::layout::Graph;
using relata::layout::Link;
using relata::layout::Positions;
using relata::layout::Route;

inline constexpr qreal kHeader = 36;
inline constexpr qreal kRow = 22;

inline Card card(int id, int rows)
{
    return {id, QSizeF(230, kHeader + kRow * rows)};
}

inline qreal rowMiddle(int row)
{
    return kHeader + kRow * row + kRow / 2;
}

inline void link(Graph &graph, int child, int parent, int childRow = 1, int parentRow = 0)
{
    graph.links.push_back(
        {int(graph.links.size()) + 1000, child, parent, rowMiddle(childRow), rowMiddle(parentRow)});
}

inline Graph cards(int count, int rows = 4)
{
    Graph graph;
    for (int i = 0; i < count; ++i)
        graph.cards.push_back(card(i, rows));
    return graph;
}

inline Graph chain(int count)
{
    Graph graph = cards(count);
    for (int i = 1; i < count; ++i)
        link(graph, i, i - 1);
    return graph;
}

inline Graph star(int leaves)
{
    Graph graph = cards(leaves + 1);
    for (int i = 1; i <= leaves; ++i)
        link(graph, i, 0);
    return graph;
}

inline Graph lattice(int width, int height)
{
    Graph graph = cards(width * height);
    for (int i = 0; i < width * height; ++i) {
        if (i % width > 0)
            link(graph, i, i - 1, 1);
        if (i >= width)
            link(graph, i, i - width, 2);
    }
    return graph;
}

inline Graph cycle(int count)
{
    Graph graph = chain(count);
    link(graph, 0, count - 1, 2);
    return graph;
}

/// Cards of 60 to 1500 pixels; links prefer low ids, so that some cards become hubs.
inline Graph random(int count, int links, unsigned seed)
{
    std::mt19937 generator(seed);
    Graph graph;
    for (int i = 0; i < count; ++i) {
        const int height = 60 + int(generator() % (i % 40 == 0 ? 1440 : 340));
        graph.cards.push_back({i * 7 + 3, QSizeF(160 + int(generator() % 140), height)});
    }
    const auto rowIn = [&](const Card &c) {
        return rowMiddle(
            int(generator() % std::max<unsigned>(1, unsigned((c.size.height() - kHeader) / kRow))));
    };
    for (int i = 0; i < links; ++i) {
        const Card &child = graph.cards[generator() % unsigned(count)];
        const unsigned reach = generator() % 3 == 0 ? unsigned(count) : unsigned(count) / 8 + 1;
        const Card &parent = graph.cards[generator() % reach];
        graph.links.push_back({i, child.id, parent.id, rowIn(child), rowMiddle(0)});
    }
    return graph;
}

inline Graph selfLinks(int count)
{
    Graph graph = chain(count);
    for (int i = 0; i < count; ++i)
        link(graph, i, i, 2, 0);
    link(graph, 0, 0, 3, 3);
    return graph;
}

inline Graph parallelLinks(int count)
{
    Graph graph = cards(2, count + 1);
    for (int i = 0; i < count; ++i)
        link(graph, 1, 0, i + 1, i);
    return graph;
}

inline Graph disconnected()
{
    Graph graph = cards(30);
    for (int i = 0; i < 20; ++i) {
        if (i % 4 != 0)
            link(graph, i, i - i % 4, i % 3);
    }
    return graph;
}

/// Arranging takes long in a debug build: once for each graph is enough. The name identifies the graph.
inline Positions arrangedOnce(const QByteArray &name, const Graph &graph)
{
    static QHash<QByteArray, Positions> known;
    if (!known.contains(name))
        known.insert(name, relata::layout::arrange(graph));
    return known.value(name);
}

struct Named
{
    const char *name;
    Graph graph;
};

inline std::vector<Named> allShapes()
{
    return {{"empty", {}},
            {"one card", cards(1)},
            {"two cards", chain(2)},
            {"isolated cards", cards(25)},
            {"chain", chain(12)},
            {"long chain", chain(200)},
            {"star", star(12)},
            {"hub of 110", star(110)},
            {"lattice", lattice(6, 5)},
            {"cycle", cycle(9)},
            {"self links", selfLinks(6)},
            {"parallel links", parallelLinks(8)},
            {"disconnected", disconnected()},
            {"random 20", random(20, 30, 1)},
            {"random 60", random(60, 90, 2)},
            {"random 427", random(427, 1025, 3)}};
}

inline QHash<int, QRectF> rectsOf(const Graph &graph, const Positions &positions)
{
    QHash<int, QRectF> rects;
    for (const Card &c : graph.cards)
        rects.insert(c.id, QRectF(positions.value(c.id), c.size));
    return rects;
}

inline relata::layout::LinkRouter routerFor(const Graph &graph, const Positions &positions)
{
    relata::layout::LinkRouter router;
    router.setGraph(graph, positions);
    return router;
}

inline QList<int> linksOf(const Graph &graph, int card)
{
    QList<int> ids;
    for (const Link &l : graph.links) {
        if (l.child == card || l.parent == card)
            ids.append(l.id);
    }
    return ids;
}

inline bool samePoints(const QList<Route> &one, const QList<Route> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const Route &a, const Route &b) {
        return a.link == b.link && a.points == b.points;
    });
}

inline bool isAtEdge(const QRectF &card, QPointF point, qreal row)
{
    return (point.x() == card.left() || point.x() == card.right()) && point.y() == card.top() + row;
}

/// The number of routes that come into a card, or within `clearance` of one they do not join.
inline int routesThroughCards(const Graph &graph, const Positions &positions, const QList<Route> &routes,
                              qreal clearance)
{
    QHash<int, Link> linkOf;
    for (const Link &l : graph.links)
        linkOf.insert(l.id, l);
    constexpr qreal tolerance = 0.01;
    int through = 0;
    for (const Route &route : routes) {
        const Link own = linkOf.value(route.link);
        bool hits = false;
        for (const Card &c : graph.cards) {
            const bool joined = c.id == own.child || c.id == own.parent;
            const qreal far = (joined ? 0 : clearance) - tolerance;
            const QRectF zone = QRectF(positions.value(c.id), c.size).adjusted(-far, -far, far, far);
            for (int i = 0; i + 1 < route.points.size(); ++i) {
                const QPointF a = route.points[i];
                const QPointF b = route.points[i + 1];
                hits =
                    hits || (std::min(a.x(), b.x()) < zone.right() && std::max(a.x(), b.x()) > zone.left() &&
                             std::min(a.y(), b.y()) < zone.bottom() && std::max(a.y(), b.y()) > zone.top());
            }
        }
        through += hits;
    }
    return through;
}

/// The number of pairs of pieces that run within `distance` of each other for more than a few pixels.
/// Links that end at one point may run together.
inline int piecesUponEachOther(const QList<Route> &routes, qreal distance)
{
    struct Piece
    {
        QPointF end;
        bool upright;
        qreal at, from, to;
    };
    std::vector<Piece> pieces;
    int count = 0;
    for (const Route &route : routes) {
        const size_t before = pieces.size();
        for (int i = 0; i + 1 < route.points.size(); ++i) {
            const QPointF a = route.points[i];
            const QPointF b = route.points[i + 1];
            const bool upright = a.x() == b.x();
            pieces.push_back({route.points.last(), upright, upright ? a.x() : a.y(),
                              upright ? std::min(a.y(), b.y()) : std::min(a.x(), b.x()),
                              upright ? std::max(a.y(), b.y()) : std::max(a.x(), b.x())});
            for (size_t j = 0; j < before; ++j) {
                const Piece &one = pieces[j];
                const Piece &other = pieces.back();
                count += one.upright == other.upright && one.end != other.end &&
                         std::abs(one.at - other.at) < distance - 0.01 &&
                         std::min(one.to, other.to) - std::max(one.from, other.from) > 4;
            }
        }
    }
    return count;
}

} // namespace layoutgraphs
