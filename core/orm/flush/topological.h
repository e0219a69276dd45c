#pragma once

#include <QList>
#include <QSet>

#include <utility>

namespace relata::orm {

/// "first must come before second", of things that are numbers.
using Edge = std::pair<int, int>;

/// The nodes that are on some cycle. Linear in nodes and edges; nothing recurses.
QSet<int> nodesOnCycles(int count, const QSet<Edge> &edges);

/// Nodes in levels: a level needs only those before it.
struct Levels
{
    QList<QList<int>> levels;
    bool isWhole = true; ///< false: nodes on a cycle, and those behind one, are in no level
};

/// Edges to nodes that are not among the given ones do not count.
Levels inLevels(const QList<int> &nodes, const QSet<Edge> &edges);

} // namespace relata::orm
