#pragma once

#include <QLineF>
#include <QList>
#include <QRectF>

namespace relata::ui {

/// What draws a dragged card into line with others.
struct Snap
{
    QPointF by;           ///< how far it still has to move; null: nothing is near enough
    QList<QLineF> guides; ///< through the edges or middles that are in line then
};

/// Compares edges and middles of a card with those of others. Pure.
/// @param reach how far an edge draws, in scene units
Snap snapTo(const QRectF &card, const QList<QRectF> &others, qreal reach);

} // namespace relata::ui
