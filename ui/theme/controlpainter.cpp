#include "ui/theme/controlpainter.h"

#include "ui/theme/themepalette.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace relata::ui {

namespace {

constexpr qreal kControlRadius = 6;
constexpr qreal kMarkRadius = 3.5;

/// Puts a painter back as it was, and smooths edges until then.
class PainterKeeper
{
public:
    explicit PainterKeeper(QPainter *painter) : m_painter(painter)
    {
        m_painter->save();
        m_painter->setRenderHint(QPainter::Antialiasing);
    }
    ~PainterKeeper() { m_painter->restore(); }
    Q_DISABLE_COPY_MOVE(PainterKeeper)

private:
    QPainter *m_painter;
};

/// The middle of pixels, where a line one pixel wide is sharp.
QRectF onPixels(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

QRectF markBox(const QRect &rect)
{
    const int side = qMin(16, qMin(rect.width(), rect.height()));
    return onPixels(
               QRect(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side))
        .adjusted(1, 1, -1, -1);
}

} // namespace

ControlPainter::ControlPainter(QPainter *painter, const Tokens &tokens) : m_painter(painter), m_tokens(tokens)
{
}

void ControlPainter::inputBox(const QStyleOption &option, bool isFramed) const
{
    const QRect &rect = option.rect;
    const QStyle::State state = option.state;
    if (!isFramed) {
        m_painter->fillRect(rect, option.palette.base());
        return;
    }
    const bool enabled = state & QStyle::State_Enabled;
    const bool focused = enabled && (state & QStyle::State_HasFocus);
    const QColor fill = enabled ? m_tokens.pane : m_tokens.window;
    QColor line = m_tokens.line;
    if (focused)
        line = m_tokens.accent;
    else if (enabled && (state & QStyle::State_MouseOver))
        line = mixed(m_tokens.dim, m_tokens.line, 0.4);
    if (focused) // The ring: soft outside, sharp inside.
        roundedBox(onPixels(rect), kControlRadius, Qt::NoBrush,
                   QPen(mixed(m_tokens.accent, m_tokens.pane, 0.35), 1));
    const QRectF box = focused ? onPixels(rect).adjusted(1, 1, -1, -1) : onPixels(rect);
    roundedBox(box, focused ? kControlRadius - 1 : kControlRadius, fill, QPen(line, 1));
}

void ControlPainter::button(const QRect &rect, QStyle::State state, bool isPrimary) const
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool down = state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = enabled && (state & QStyle::State_MouseOver);
    QColor fill = m_tokens.pane;
    QColor line = m_tokens.line;
    if (isPrimary && enabled) {
        fill = down      ? mixed(m_tokens.accent, m_tokens.text, 0.8)
               : hovered ? mixed(m_tokens.accent, m_tokens.text, 0.9)
                         : m_tokens.accent;
        line = fill;
    } else if (!enabled) {
        fill = m_tokens.window;
    } else if (down) {
        fill = m_tokens.accentSoft;
    } else if (hovered) {
        fill = m_tokens.window;
        line = mixed(m_tokens.dim, m_tokens.line, 0.4);
    }
    roundedBox(onPixels(rect), kControlRadius, fill, QPen(line, 1));
    if (enabled && (state & QStyle::State_HasFocus)) {
        const QColor ring = isPrimary ? m_tokens.onAccent : m_tokens.accent;
        const qreal inset = isPrimary ? 2 : 0;
        roundedBox(onPixels(rect).adjusted(inset, inset, -inset, -inset), kControlRadius - inset, Qt::NoBrush,
                   QPen(ring, 1));
    }
}

void ControlPainter::flatButton(const QRect &rect, QStyle::State state) const
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool marked = state & (QStyle::State_On | QStyle::State_Sunken);
    if (marked || (enabled && (state & QStyle::State_MouseOver))) {
        const QColor fill = marked ? m_tokens.accentSoft : mixed(m_tokens.accentSoft, m_tokens.pane, 0.7);
        roundedBox(QRectF(rect), kControlRadius, fill, Qt::NoPen);
    }
    if (enabled && (state & QStyle::State_HasFocus) && (state & QStyle::State_KeyboardFocusChange))
        focusRing(rect);
}

void ControlPainter::checkBox(const QRect &rect, QStyle::State state) const
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool marked = state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor accent = enabled ? m_tokens.accent : disabledColour(m_tokens);
    const QRectF box = markBox(rect);
    const QColor line = marked ? accent : enabled ? mixed(m_tokens.dim, m_tokens.pane, 0.9) : m_tokens.line;
    roundedBox(box, kMarkRadius, marked ? accent : enabled ? m_tokens.pane : m_tokens.window, QPen(line, 1));
    if (state & QStyle::State_On)
        tick(box.toAlignedRect(), m_tokens.onAccent);
    if (state & QStyle::State_NoChange)
        m_painter->fillRect(QRectF(box.center().x() - 3.5, box.center().y() - 0.75, 7, 1.5),
                            m_tokens.onAccent);
}

void ControlPainter::radioButton(const QRect &rect, QStyle::State state) const
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool marked = state & QStyle::State_On;
    const QColor accent = enabled ? m_tokens.accent : disabledColour(m_tokens);
    const QRectF box = markBox(rect);
    const QColor line = marked ? accent : enabled ? mixed(m_tokens.dim, m_tokens.pane, 0.9) : m_tokens.line;
    roundedBox(box, box.width() / 2,
               marked    ? accent
               : enabled ? m_tokens.pane
                         : m_tokens.window,
               QPen(line, 1));
    if (marked)
        roundedBox(QRectF(box.center() - QPointF(2.5, 2.5), QSizeF(5, 5)), 2.5, m_tokens.onAccent, Qt::NoPen);
}

void ControlPainter::progress(const QRect &rect, qreal share, const QColor &colour) const
{
    const QRectF groove(rect.x(), rect.center().y() - 1, rect.width(), 4);
    QRectF done = groove;
    done.setWidth(groove.width() * share);
    roundedBox(groove, 2, m_tokens.line, Qt::NoPen);
    roundedBox(done, 2, colour, Qt::NoPen);
}

void ControlPainter::slider(const QRect &groove, const QRect &handle, Qt::Orientation orientation,
                            QStyle::State state) const
{
    const QColor colour = state & QStyle::State_Enabled ? m_tokens.accent : disabledColour(m_tokens);
    const QPointF middle = QRectF(handle).center();
    QRectF whole(groove);
    QRectF done;
    if (orientation == Qt::Horizontal) {
        whole = QRectF(groove.x(), middle.y() - 1.5, groove.width(), 3);
        done = QRectF(whole.topLeft(), QPointF(middle.x(), whole.bottom()));
    } else {
        whole = QRectF(middle.x() - 1.5, groove.y(), 3, groove.height());
        done = QRectF(QPointF(whole.x(), middle.y()), whole.bottomRight());
    }
    roundedBox(whole, 1.5, m_tokens.line, Qt::NoPen);
    roundedBox(done, 1.5, colour, Qt::NoPen);
    const qreal radius = state & QStyle::State_HasFocus ? 7 : 6;
    roundedBox(QRectF(middle - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)), radius, colour,
               QPen(m_tokens.pane, 2));
}

void ControlPainter::chevron(const QRect &rect, Qt::ArrowType direction, const QColor &colour,
                             qreal size) const
{
    const PainterKeeper keeper(m_painter);
    m_painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter->setBrush(Qt::NoBrush);
    m_painter->translate(QRectF(rect).center());
    const qreal turn = direction == Qt::LeftArrow    ? 90
                       : direction == Qt::UpArrow    ? 180
                       : direction == Qt::RightArrow ? 270
                                                     : 0;
    m_painter->rotate(turn);
    const QPointF points[] = {{-size, -size / 2}, {0, size / 2}, {size, -size / 2}};
    m_painter->drawPolyline(points, 3);
}

void ControlPainter::tick(const QRect &rect, const QColor &colour) const
{
    const PainterKeeper keeper(m_painter);
    m_painter->setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter->translate(QRectF(rect).center());
    const QPointF points[] = {{-3.3, 0.2}, {-1, 2.5}, {3.5, -2.5}};
    m_painter->drawPolyline(points, 3);
}

void ControlPainter::cross(const QRect &rect, const QColor &colour) const
{
    const PainterKeeper keeper(m_painter);
    m_painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap));
    m_painter->translate(QRectF(rect).center());
    m_painter->drawLine(QPointF(-3, -3), QPointF(3, 3));
    m_painter->drawLine(QPointF(-3, 3), QPointF(3, -3));
}

void ControlPainter::focusRing(const QRect &rect) const
{
    roundedBox(onPixels(rect), kControlRadius, Qt::NoBrush, QPen(m_tokens.accent, 1));
}

void ControlPainter::roundedBox(const QRectF &box, qreal radius, const QBrush &fill, const QPen &line) const
{
    const PainterKeeper keeper(m_painter);
    m_painter->setPen(line);
    m_painter->setBrush(fill);
    m_painter->drawRoundedRect(box, radius, radius);
}

} // namespace relata::ui
