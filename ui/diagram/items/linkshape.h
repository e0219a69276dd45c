#pragma once

#include "ui/diagram/items/drawnlink.h"

#include <QPainterPath>
#include <QPolygonF>

namespace relata::ui {

/// The rows of the other columns of a composite key, as heights in the scene: at the child's card and at the
/// parent's. Empty for a key of one column.
struct LinkTies
{
    QList<qreal> childRows;
    QList<qreal> parentRows;

    bool operator==(const LinkTies &) const = default;
};

/// The strokes of a link along its route: the line with slightly rounded bends, and the marks of both ends.
/// Pure geometry.
struct LinkShape
{
    QPainterPath line;
    QPainterPath marks;  ///< crow's feet, bars, and what ties the rows of a composite key together
    QList<QRectF> rings; ///< circles to be filled with the canvas, so that the line does not run through
};

/// @param route the child's end first; its first and last segments are horizontal
LinkShape linkShape(const QList<QPointF> &route, const DrawnLink &link, const LinkTies &ties = {});

/// How far a point is from a polyline.
qreal distanceToRoute(const QList<QPointF> &route, QPointF point);

} // namespace relata::ui
