#include "linklabels.h"

#include <QLineF>

#include <algorithm>

namespace relata::ui {

namespace {

constexpr qreal kAside = 3;   ///< between a line and a name beside it
constexpr qreal kOutward = 6; ///< between a card and a name beside its end

qreal covered(const QRectF &rect, const QList<QRectF> &obstacles)
{
    qreal area = 0;
    for (const QRectF &obstacle : obstacles) {
        const QRectF common = rect & obstacle;
        area += common.width() * common.height();
    }
    return area;
}

QRectF leastCovered(const QList<QRectF> &wishes, const QList<QRectF> &obstacles)
{
    QRectF best = wishes.first();
    qreal least = covered(best, obstacles);
    for (const QRectF &wish : wishes) {
        const qreal area = covered(wish, obstacles);
        if (area < least - 0.5) {
            best = wish;
            least = area;
        }
    }
    return best;
}

/// Beside the end's first stretch on the side away from the bend first, then along the next stretch.
QList<QRectF> wishesAtEnd(const QList<QPointF> &fromEnd, QSizeF size)
{
    const QPointF edge = fromEnd.at(0);
    const QPointF bend = fromEnd.at(1);
    const bool goesLeft = bend.x() < edge.x();
    const qreal x = goesLeft ? edge.x() - kOutward - size.width() : edge.x() + kOutward;
    const QRectF above(QPointF(x, edge.y() - 7 - kAside - size.height()), size);
    const QRectF below(QPointF(x, edge.y() + 7 + kAside), size);
    const bool turnsUp = fromEnd.size() > 2 && fromEnd.at(2).y() < bend.y();
    QList<QRectF> wishes = turnsUp ? QList<QRectF>{below, above} : QList<QRectF>{above, below};
    if (fromEnd.size() > 2) {
        const qreal y = bend.y() + (turnsUp ? -1 : 1) * (8 + size.height() / 2) - size.height() / 2;
        wishes.append(QRectF(QPointF(bend.x() + kAside + 2, y), size));
        wishes.append(QRectF(QPointF(bend.x() - kAside - 2 - size.width(), y), size));
    }
    return wishes;
}

/// The link's own stretches, which its names must not cover.
QList<QRectF> stretchesOf(const QList<QPointF> &route)
{
    QList<QRectF> stretches;
    for (qsizetype i = 0; i + 1 < route.size(); ++i)
        stretches.append(QRectF(route.at(i), route.at(i + 1)).normalized().adjusted(-2, -2, 2, 2));
    return stretches;
}

/// Where the marks of an end are.
QRectF endOf(QPointF edge, QPointF next)
{
    constexpr qreal kMarks = 20;
    return QRectF(edge, edge + QPointF(next.x() < edge.x() ? -kMarks : kMarks, 0))
        .normalized()
        .adjusted(0, -6, 0, 6);
}

QList<QRectF> wishesAlong(const QList<QPointF> &route, QSizeF size)
{
    QList<QLineF> stretches;
    for (qsizetype i = 0; i + 1 < route.size(); ++i)
        stretches.append(QLineF(route.at(i), route.at(i + 1)));
    std::stable_sort(stretches.begin(), stretches.end(),
                     [](const QLineF &a, const QLineF &b) { return a.length() > b.length(); });
    QList<QRectF> wishes;
    for (const QLineF &stretch : std::as_const(stretches)) {
        for (const qreal t : {0.5, 0.35, 0.65}) {
            QRectF rect(QPointF(), size);
            rect.moveCenter(stretch.pointAt(t));
            wishes.append(rect);
        }
    }
    // A short link has no stretch to spare: beside it then.
    QRectF beside(QPointF(), size);
    beside.moveCenter(stretches.first().center());
    wishes.append(beside.translated(0, -size.height() - kAside));
    wishes.append(beside.translated(0, size.height() + kAside));
    return wishes;
}

} // namespace

QList<LinkLabel> placeLabels(const QList<QPointF> &route, const LinkWords &words, const QList<QRectF> &taken)
{
    if (route.size() < 2)
        return {};
    QList<LinkLabel> labels;
    QList<QRectF> obstacles = taken;
    const QList<QRectF> stretches = stretchesOf(route);
    const QList<QRectF> ends{endOf(route.first(), route.at(1)),
                             endOf(route.last(), route.at(route.size() - 2))};
    const auto place = [&](LinkLabel label, const QList<QRectF> &wishes) {
        if (label.text.isEmpty())
            return;
        const QList<QRectF> &own = label.kind == LinkLabel::Kind::Side ? stretches : ends;
        label.rect = leastCovered(wishes, obstacles + own);
        labels.append(label);
        obstacles.append(labels.constLast().rect.adjusted(-2, -2, 2, 2));
    };
    place({LinkLabel::Kind::Side, words.childSide, {}, schema::LinkSide::Child},
          wishesAtEnd(route, words.childSize));
    place({LinkLabel::Kind::Side, words.parentSide, {}, schema::LinkSide::Parent},
          wishesAtEnd(QList<QPointF>(route.crbegin(), route.crend()), words.parentSize));
    place({LinkLabel::Kind::Strategy, words.strategy, {}, {}}, wishesAlong(route, words.strategySize));
    return labels;
}

} // namespace relata::ui
