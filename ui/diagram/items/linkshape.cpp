#include "linkshape.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace relata::ui {

namespace {

constexpr qreal kBend = 5;
constexpr qreal kFoot = 12; ///< how far a crow's foot reaches
constexpr qreal kHalfFoot = 6;
constexpr qreal kHalfBar = 5;
constexpr qreal kRing = 3.5;
constexpr qreal kTie = 5; ///< how far the bracket of a composite key stands off the card

QPointF towards(QPointF from, QPointF to, qreal distance)
{
    const QLineF line(from, to);
    return qFuzzyIsNull(line.length()) ? from : from + (to - from) * (distance / line.length());
}

QPainterPath roundedLine(const QList<QPointF> &route)
{
    QPainterPath path(route.first());
    for (qsizetype i = 1; i + 1 < route.size(); ++i) {
        const QPointF &corner = route.at(i);
        const qreal before = QLineF(route.at(i - 1), corner).length() / 2;
        const qreal after = QLineF(corner, route.at(i + 1)).length() / 2;
        const qreal bend = std::min({kBend, before, after});
        path.lineTo(towards(corner, route.at(i - 1), bend));
        path.quadTo(corner, towards(corner, route.at(i + 1), bend));
    }
    path.lineTo(route.last());
    return path;
}

/// Draws the marks of one end; x grows away from the card's edge.
class EndMarks
{
public:
    EndMarks(LinkShape &shape, QPointF edge, QPointF next)
        : m_shape(shape), m_edge(edge), m_out(next.x() < edge.x() ? -1 : 1)
    {
    }

    void addFoot()
    {
        for (const qreal y : {-kHalfFoot, kHalfFoot})
            addLine(0, y, kFoot, 0);
    }
    void addBar(qreal x) { addLine(x, -kHalfBar, x, kHalfBar); }
    void addRing(qreal x)
    {
        const QPointF center = m_edge + QPointF(m_out * x, 0);
        m_shape.rings.append(QRectF(center - QPointF(kRing, kRing), QSizeF(2 * kRing, 2 * kRing)));
    }

    /// A bracket beside the card that joins other rows with the one where the line ends.
    void addTies(const QList<qreal> &rows)
    {
        for (const qreal row : rows) {
            const qreal y = row - m_edge.y();
            addLine(0, y, kTie, y);
            addLine(kTie, y, kTie, 0);
        }
    }

private:
    void addLine(qreal x1, qreal y1, qreal x2, qreal y2)
    {
        m_shape.marks.moveTo(m_edge + QPointF(m_out * x1, y1));
        m_shape.marks.lineTo(m_edge + QPointF(m_out * x2, y2));
    }

    LinkShape &m_shape;
    QPointF m_edge;
    qreal m_out;
};

qreal distanceToSegment(QPointF a, QPointF b, QPointF point)
{
    const QPointF along = b - a;
    const qreal length2 = QPointF::dotProduct(along, along);
    const qreal t =
        qFuzzyIsNull(length2) ? 0 : std::clamp(QPointF::dotProduct(point - a, along) / length2, 0.0, 1.0);
    const QPointF away = point - (a + along * t);
    return std::hypot(away.x(), away.y());
}

} // namespace

LinkShape linkShape(const QList<QPointF> &route, const DrawnLink &link, const LinkTies &ties)
{
    LinkShape shape;
    if (route.size() < 2)
        return shape;
    shape.line = roundedLine(route);
    EndMarks child(shape, route.first(), route.at(1));
    if (link.childEnd == DrawnLink::ChildEnd::Many)
        child.addFoot();
    else
        child.addBar(kFoot - 4);
    child.addRing(kFoot + kRing);
    child.addTies(ties.childRows);
    EndMarks parent(shape, route.last(), route.at(route.size() - 2));
    parent.addBar(6);
    if (link.parentEnd == DrawnLink::ParentEnd::One)
        parent.addBar(10);
    else
        parent.addRing(10 + kRing);
    parent.addTies(ties.parentRows);
    return shape;
}

qreal distanceToRoute(const QList<QPointF> &route, QPointF point)
{
    qreal nearest = std::numeric_limits<qreal>::max();
    for (qsizetype i = 0; i + 1 < route.size(); ++i)
        nearest = std::min(nearest, distanceToSegment(route.at(i), route.at(i + 1), point));
    return nearest;
}

} // namespace relata::ui
