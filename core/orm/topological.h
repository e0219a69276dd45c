#pragma once

#include <QList>
#include <QSet>

#include <optional>
#include <utility>

namespace relata::orm {

/// "first must come before second", of things that are numbers.
using Edge = std::pair<int, int>;

/// The nodes that are on some cycle. Linear in nodes and edges; nothing recurses.
QSet<int> nodesOnCycles(int count, const QSet<Edge> &edges);

/// The nodes in levels: a level needs only those before it. Edges to nodes that are not among them do not
/// count. Nothing where a cycle remains.
std::optional<QList<QList<int>>> inLevels(const QList<int> &nodes, const QSet<Edge> &edges);

} // namespace relata::orm
