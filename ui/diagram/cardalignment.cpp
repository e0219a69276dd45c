#include "cardalignment.h"

#include <algorithm>

namespace relata::ui {

namespace {

/// Moves cards so that the gaps between them are the same; the two outermost stay.
QHash<base::TableId, QPointF> spread(QList<CardPlace> cards, bool isAcross)
{
    const auto start = [isAcross](const QRectF &rect) { return isAcross ? rect.left() : rect.top(); };
    const auto length = [isAcross](const QRectF &rect) { return isAcross ? rect.width() : rect.height(); };
    std::stable_sort(cards.begin(), cards.end(), [&](const CardPlace &a, const CardPlace &b) {
        return start(a.rect) + length(a.rect) / 2 < start(b.rect) + length(b.rect) / 2;
    });
    const QRectF first = cards.first().rect;
    const QRectF last = cards.last().rect;
    qreal room = start(last) - (start(first) + length(first));
    for (qsizetype i = 1; i + 1 < cards.size(); ++i)
        room -= length(cards[i].rect);
    const qreal gap = room / qreal(cards.size() - 1);
    QHash<base::TableId, QPointF> places;
    qreal at = start(first) + length(first) + gap;
    for (qsizetype i = 1; i + 1 < cards.size(); ++i) {
        const QPointF corner = cards[i].rect.topLeft();
        places.insert(cards[i].table,
                      (isAcross ? QPointF(at, corner.y()) : QPointF(corner.x(), at)).toPoint());
        at += length(cards[i].rect) + gap;
    }
    return places;
}

QPointF alignedTo(const QRectF &all, QRectF card, Alignment alignment)
{
    switch (alignment) {
    case Alignment::Left:
        card.moveLeft(all.left());
        break;
    case Alignment::Center:
        card.moveCenter({all.center().x(), card.center().y()});
        break;
    case Alignment::Right:
        card.moveRight(all.right());
        break;
    case Alignment::Top:
        card.moveTop(all.top());
        break;
    case Alignment::Middle:
        card.moveCenter({card.center().x(), all.center().y()});
        break;
    case Alignment::Bottom:
        card.moveBottom(all.bottom());
        break;
    default:
        break;
    }
    return card.topLeft().toPoint();
}

} // namespace

QHash<base::TableId, QPointF> aligned(const QList<CardPlace> &cards, Alignment alignment)
{
    if (cards.size() < 2)
        return {};
    QHash<base::TableId, QPointF> places;
    if (alignment == Alignment::SpreadAcross || alignment == Alignment::SpreadDown) {
        places = spread(cards, alignment == Alignment::SpreadAcross);
    } else {
        QRectF all;
        for (const CardPlace &card : cards)
            all |= card.rect;
        for (const CardPlace &card : cards)
            places.insert(card.table, alignedTo(all, card.rect, alignment));
    }
    for (const CardPlace &card : cards) {
        if (places.value(card.table, card.rect.topLeft()) == card.rect.topLeft())
            places.remove(card.table);
    }
    return places;
}

} // namespace relata::ui
