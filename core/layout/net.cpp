#include "core/layout/net.h"

#include <algorithm>

namespace relata::layout {

namespace {

void connect(Net &net, const Net::Edge &edge)
{
    const int index = int(net.edges.size());
    net.edges.push_back(edge);
    net.edgesAt[size_t(edge.child)].push_back(index);
    net.edgesAt[size_t(edge.parent)].push_back(index);
}

} // namespace

Net netOf(const Graph &graph)
{
    Net net;
    QHash<int, int> indexOf;
    for (const Card &card : graph.cards) {
        indexOf.insert(card.id, net.count());
        net.sizes.push_back(card.size);
    }
    net.edgesAt.resize(graph.cards.size());
    for (const Link &link : graph.links) {
        const int child = indexOf.value(link.child, -1);
        const int parent = indexOf.value(link.parent, -1);
        if (child >= 0 && parent >= 0 && child != parent)
            connect(net, {child, parent, link.childRow, link.parentRow});
    }
    return net;
}

Net subnet(const Net &net, const std::vector<int> &cards)
{
    Net part;
    std::vector<int> indexOf(net.sizes.size(), -1);
    for (const int card : cards) {
        indexOf[size_t(card)] = part.count();
        part.sizes.push_back(net.sizes[size_t(card)]);
    }
    part.edgesAt.resize(cards.size());
    for (const Net::Edge &edge : net.edges) {
        const int child = indexOf[size_t(edge.child)];
        const int parent = indexOf[size_t(edge.parent)];
        if (child >= 0 && parent >= 0)
            connect(part, {child, parent, edge.childRow, edge.parentRow});
    }
    return part;
}

std::vector<std::vector<int>> componentsOf(const Net &net)
{
    std::vector<std::vector<int>> components;
    std::vector<bool> seen(net.sizes.size(), false);
    for (int start = 0; start < net.count(); ++start) {
        if (seen[size_t(start)])
            continue;
        std::vector<int> component{start};
        seen[size_t(start)] = true;
        for (size_t i = 0; i < component.size(); ++i) {
            const int card = component[i];
            for (const int edge : net.edgesAt[size_t(card)]) {
                const int neighbour = net.other(edge, card);
                if (!seen[size_t(neighbour)])
                    component.push_back(neighbour);
                seen[size_t(neighbour)] = true;
            }
        }
        std::sort(component.begin(), component.end());
        components.push_back(std::move(component));
    }
    std::stable_sort(components.begin(), components.end(),
                     [](const auto &a, const auto &b) { return a.size() > b.size(); });
    return components;
}

} // namespace relata::layout
