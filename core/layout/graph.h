#pragma once

#include <QHash>
#include <QList>
#include <QPointF>
#include <QSizeF>

#include <vector>

namespace relata::layout {

/// A table as a rectangle to be placed; the id is the caller's and only has to be unique.
struct Card
{
    int id = 0;
    QSizeF size;
};

/// A foreign key to be drawn between two column rows. The child holds the foreign key; child == parent
/// for a self-reference. A row is the y of the column's middle, counted from the top of its card.
struct Link
{
    int id = 0;
    int child = 0;
    int parent = 0;
    qreal childRow = 0;
    qreal parentRow = 0;
};

/// What is to be laid out. Links whose cards are not in the graph are ignored.
struct Graph
{
    std::vector<Card> cards;
    std::vector<Link> links;
};

/// Card id to the card's top-left corner.
using Positions = QHash<int, QPointF>;

/// An orthogonal polyline from the child's row edge to the parent's row edge. The first and the last
/// segment are horizontal.
struct Route
{
    int link = 0;
    QList<QPointF> points;
};

} // namespace relata::layout
