#include "findingmark.h"

#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

namespace relata::ui {

void paintErrorMark(QPainter &painter, QPointF center, const Tokens &tokens)
{
    painter.setPen(QPen(tokens.deletedText, 1.1));
    painter.setBrush(tokens.deletedRow);
    painter.drawEllipse(center, 4.5, 4.5);
    painter.drawLine(center + QPointF(0, -2.2), center + QPointF(0, 0.6));
    painter.drawPoint(center + QPointF(0, 2.4));
}

void paintWarningMark(QPainter &painter, QPointF center, const Tokens &tokens)
{
    QPainterPath triangle;
    triangle.moveTo(center + QPointF(0, -6));
    triangle.lineTo(center + QPointF(6.5, 5));
    triangle.lineTo(center + QPointF(-6.5, 5));
    triangle.closeSubpath();
    painter.setPen(QPen(tokens.changedText, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(tokens.changedRow);
    painter.drawPath(triangle);
    painter.drawLine(center + QPointF(0, -2), center + QPointF(0, 1.2));
    painter.drawPoint(center + QPointF(0, 3.2));
}

} // namespace relata::ui
