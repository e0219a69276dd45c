#include "linegrip.h"

#include "ui/theme/tokens.h"

#include <QMouseEvent>
#include <QPainter>

namespace relata::ui {

LineGrip::LineGrip(const Tokens &tokens, QWidget *parent) : QWidget(parent), m_tokens(tokens)
{
    setCursor(Qt::SizeVerCursor);
    setToolTip(tr("Drag to move the column (Alt+Up, Alt+Down)"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

QSize LineGrip::sizeHint() const
{
    return {18, 24};
}

void LineGrip::paintEvent(QPaintEvent *)
{
    if (!isEnabled())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(underMouse() ? m_tokens.accent : m_tokens.dim);
    if (!underMouse())
        painter.setOpacity(0.55);
    const QPointF middle(width() / 2.0 + 1, height() / 2.0);
    for (const int row : {-1, 0, 1}) {
        for (const int column : {-1, 1})
            painter.drawEllipse(middle + QPointF(2 * column, 4 * row), 1.1, 1.1);
    }
}

void LineGrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit taken();
}

void LineGrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        emit dragged(event->globalPosition().toPoint());
}

void LineGrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        emit dropped();
}

void LineGrip::enterEvent(QEnterEvent *)
{
    update();
}

void LineGrip::leaveEvent(QEvent *)
{
    update();
}

} // namespace relata::ui
