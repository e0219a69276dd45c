#pragma once

#include <QStyleOption>

class QPainter;

namespace relata::ui {

struct Tokens;

/// The look of an input, button or mark: its parts painted from tokens. Used by ThemeStyle and by delegates
/// that paint controls in cells.
class ControlPainter
{
public:
    ControlPainter(QPainter *painter, const Tokens &tokens);

    /// The rounded box of a line edit, combo box or spin box: one line, an accent ring when focused. Without
    /// a frame, as inside a cell or another input, its plain ground.
    void inputBox(const QStyleOption &option, bool isFramed) const;
    /// A push button. `isPrimary`: filled with the accent.
    void button(const QRect &rect, QStyle::State state, bool isPrimary) const;
    /// The soft box behind a flat button that is hovered, pressed or checked.
    void flatButton(const QRect &rect, QStyle::State state) const;
    void checkBox(const QRect &rect, QStyle::State state) const;
    void radioButton(const QRect &rect, QStyle::State state) const;
    /// A progress bar's thin line, `share` (0 to 1) of it done.
    void progress(const QRect &rect, qreal share, const QColor &colour) const;
    /// A slider of either orientation with its handle's rectangle.
    void slider(const QRect &groove, const QRect &handle, Qt::Orientation orientation,
                QStyle::State state) const;
    /// A thin angle, as on combo boxes and tree branches, in the middle of the rectangle.
    void chevron(const QRect &rect, Qt::ArrowType direction, const QColor &colour, qreal size = 3.5) const;
    void tick(const QRect &rect, const QColor &colour) const;
    void cross(const QRect &rect, const QColor &colour) const;
    void focusRing(const QRect &rect) const;

private:
    void roundedBox(const QRectF &box, qreal radius, const QBrush &fill, const QPen &line) const;

    QPainter *m_painter;
    const Tokens &m_tokens;
};

} // namespace relata::ui
