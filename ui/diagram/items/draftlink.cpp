#include "draftlink.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/theme/tokens.h"

#include <QPainter>

#include <algorithm>

namespace relata::ui {

namespace {

constexpr qreal kStub = 24;
constexpr qreal kDot = 3.5;

} // namespace

DraftLink::DraftLink(const CardStyle &style) : m_style(style)
{
    setZValue(9);
}

void DraftLink::setEnds(const QRectF &fromCard, qreal fromY, QPointF to, Verdict verdict)
{
    prepareGeometryChange();
    const bool goesRight = to.x() >= fromCard.center().x();
    m_start = QPointF(goesRight ? fromCard.right() : fromCard.left(), fromY);
    m_end = to;
    m_verdict = verdict;
    const qreal middle = (m_start.x() + to.x()) / 2;
    const qreal bend =
        goesRight ? std::max(m_start.x() + kStub, middle) : std::min(m_start.x() - kStub, middle);
    m_path = QPainterPath(m_start);
    m_path.lineTo(bend, fromY);
    m_path.lineTo(bend, to.y());
    m_path.lineTo(to);
    m_bounds = m_path.boundingRect().adjusted(-6, -6, 6, 6);
    update();
}

void DraftLink::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const Tokens &tokens = m_style.tokens();
    QColor color = tokens.link;
    if (m_verdict == Verdict::Possible)
        color = tokens.newText;
    else if (m_verdict == Verdict::Refused)
        color = tokens.deletedText;
    painter->setPen(QPen(color, 2, m_verdict == Verdict::Possible ? Qt::SolidLine : Qt::DashLine));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_path);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(m_start, kDot, kDot);
    painter->drawEllipse(m_end, kDot, kDot);
}

} // namespace relata::ui
