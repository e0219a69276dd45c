#pragma once

#include <QList>
#include <QRectF>

namespace relata::ui {

/// The place nearest to a wish where a card of that size overlaps no other, with some room for links between
/// them; inside of what is seen where there is such a place. Pure.
/// @param wish the top left corner
/// @param seen the part of the scene that is in view; null: anywhere
QPointF freePlace(QPointF wish, QSizeF size, const QList<QRectF> &cards, const QRectF &seen = {});

} // namespace relata::ui
