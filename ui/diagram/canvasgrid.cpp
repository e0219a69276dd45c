#include "canvasgrid.h"

#include "ui/theme/tokens.h"

#include <QList>
#include <QPainter>

#include <cmath>

namespace relata::ui {

namespace {

constexpr qreal kPitch = 24;
constexpr qreal kLeastGridZoom = 0.6;

} // namespace

void paintCanvas(QPainter &painter, const QRectF &exposed, qreal zoom, const Tokens &tokens)
{
    painter.fillRect(exposed, tokens.canvas);
    if (zoom < kLeastGridZoom)
        return;
    QList<QPointF> dots;
    for (qreal x = std::ceil(exposed.left() / kPitch) * kPitch; x < exposed.right(); x += kPitch) {
        for (qreal y = std::ceil(exposed.top() / kPitch) * kPitch; y < exposed.bottom(); y += kPitch)
            dots.append(QPointF(x, y));
    }
    QPen pen(tokens.gridDot, 2);
    pen.setCosmetic(true);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen);
    painter.drawPoints(dots.constData(), int(dots.size()));
}

} // namespace relata::ui
