#pragma once

#include <QList>

#include <utility>
#include <vector>

namespace relata::orm {

/// "first must come before second", of things that are numbers from 0.
using Edge = std::pair<int, int>;

/// Which of the nodes from 0 to `count` are on a cycle. Linear in nodes and edges; nothing recurses.
std::vector<bool> nodesOnCycles(int count, const std::vector<Edge> &edges);

/// Nodes in levels: a level needs only those before it.
struct Levels
{
    QList<QList<int>> levels;
    bool isWhole = true; ///< false: nodes on a cycle, and those after one, are in no level
};

/// Edges to nodes that are not among the given ones do not count; an edge may come several times. The first
/// level keeps the order of the nodes, the others follow that of the edges.
Levels inLevels(const std::vector<int> &nodes, const std::vector<Edge> &edges);

} // namespace relata::orm
