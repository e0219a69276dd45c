#pragma once

#include <QList>
#include <QPair>

namespace relata::insight {

/// Groups nodes that are joined more closely with each other than with the rest: merges neighbouring groups
/// as long as that raises the modularity (Clauset, Newman and Moore 2004). Returns the group of each node,
/// numbered from 0 in the order of their first nodes. Pure and deterministic.
/// @param edges pairs of node numbers below nodeCount; loops are ignored
QList<int> communities(int nodeCount, const QList<QPair<int, int>> &edges);

} // namespace relata::insight
