#pragma once

#include "core/layout/graph.h"

#include <vector>

namespace relata::layout {

/// A graph with indices in place of ids, for the inside of the room. Links of a card to itself and links
/// to unknown cards are left out: they have no say in where cards lie.
struct Net
{
    struct Edge
    {
        int child = 0;
        int parent = 0;
        qreal childRow = 0;
        qreal parentRow = 0;
    };

    std::vector<QSizeF> sizes;
    std::vector<Edge> edges;
    std::vector<std::vector<int>> edgesAt;

    int count() const { return int(sizes.size()); }
    int other(int edge, int card) const
    {
        const Edge &e = edges[size_t(edge)];
        return e.child == card ? e.parent : e.child;
    }
};

Net netOf(const Graph &graph);

/// The part of a net that consists of these cards and the links between them, in this order.
Net subnet(const Net &net, const std::vector<int> &cards);

/// The cards of each connected part, the largest part first; within a part in ascending order.
std::vector<std::vector<int>> componentsOf(const Net &net);

} // namespace relata::layout
