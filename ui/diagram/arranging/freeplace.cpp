#include "freeplace.h"

#include <algorithm>
#include <cmath>

namespace relata::ui {

namespace {

constexpr qreal kClear = 24; ///< between two cards
constexpr qreal kStep = 24;
constexpr int kRings = 60; ///< of steps round the wish; farther away a place is no help

bool isFree(const QRectF &room, const QList<QRectF> &cards)
{
    return std::none_of(cards.cbegin(), cards.cend(), [&room](const QRectF &card) {
        return room.intersects(card.adjusted(-kClear, -kClear, kClear, kClear));
    });
}

/// The free place with the least distance on a ring of places; false where the ring has none.
bool nearestOnRing(int ring, QPointF wish, QSizeF size, const QList<QRectF> &cards, const QRectF &seen,
                   QPointF &found)
{
    qreal nearest = -1;
    const auto look = [&](int column, int row) {
        const QPointF at = wish + QPointF(column, row) * kStep;
        const QRectF room(at, size);
        const qreal distance = std::hypot(column, row);
        const bool isBetter = nearest < 0 || distance < nearest;
        if (isBetter && (seen.isNull() || seen.contains(room)) && isFree(room, cards)) {
            nearest = distance;
            found = at;
        }
    };
    for (int i = -ring; i <= ring; ++i) {
        look(ring, i); // To the right first: people read on there.
        look(i, ring);
        look(-ring, i);
        look(i, -ring);
    }
    return nearest >= 0;
}

} // namespace

QPointF freePlace(QPointF wish, QSizeF size, const QList<QRectF> &cards, const QRectF &seen)
{
    QPointF found = wish;
    for (const QRectF &within : {seen, QRectF()}) {
        for (int ring = 0; ring <= kRings; ++ring) {
            if (nearestOnRing(ring, wish, size, cards, within, found))
                return found;
        }
        if (seen.isNull())
            break;
    }
    // So many cards that only their edge is free.
    qreal right = wish.x();
    for (const QRectF &card : cards)
        right = std::max(right, card.right() + 4 * kClear);
    return {right, wish.y()};
}

} // namespace relata::ui
