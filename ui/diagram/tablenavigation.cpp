#include "tablenavigation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace relata::ui {

namespace {

/// How far `to` lies ahead of `from`, and how far aside; ahead <= 0 is behind.
QPointF aheadAndAside(QPointF from, QPointF to, Towards direction)
{
    const QPointF way = to - from;
    switch (direction) {
    case Towards::Left:
        return {-way.x(), std::abs(way.y())};
    case Towards::Right:
        return {way.x(), std::abs(way.y())};
    case Towards::Up:
        return {-way.y(), std::abs(way.x())};
    case Towards::Down:
        return {way.y(), std::abs(way.x())};
    }
    return {};
}

} // namespace

base::TableId tableTowards(const QList<CardPlace> &cards, base::TableId current, Towards direction)
{
    const auto start = std::find_if(cards.cbegin(), cards.cend(),
                                    [current](const CardPlace &card) { return card.table == current; });
    if (start == cards.cend())
        return cards.isEmpty() ? base::TableId() : readingOrder(cards).first();
    base::TableId best = current;
    qreal least = std::numeric_limits<qreal>::max();
    for (const CardPlace &card : cards) {
        const QPointF way = aheadAndAside(start->rect.center(), card.rect.center(), direction);
        if (card.table == current || way.x() <= 1 || way.y() > 3 * way.x())
            continue;
        const qreal cost = way.x() + 2 * way.y();
        if (cost < least) {
            least = cost;
            best = card.table;
        }
    }
    return best;
}

QList<base::TableId> readingOrder(QList<CardPlace> cards)
{
    std::stable_sort(cards.begin(), cards.end(), [](const CardPlace &a, const CardPlace &b) {
        return a.rect.left() != b.rect.left() ? a.rect.left() < b.rect.left() : a.rect.top() < b.rect.top();
    });
    QList<base::TableId> order;
    for (const CardPlace &card : std::as_const(cards))
        order.append(card.table);
    return order;
}

} // namespace relata::ui
