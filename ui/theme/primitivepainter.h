#pragma once

#include <QStyleOption>

class QPainter;

namespace relata::ui {

struct Tokens;

/// The primitive elements of a QStyle in Relata's look: boxes and frames, marks, what lies behind items. Used
/// by ThemeStyle, which leaves to Fusion what it does not know.
class PrimitivePainter
{
public:
    /// True for a QPushButton whose property `primary` fills it with the accent.
    static bool isPrimaryButton(const QWidget *widget);

    PrimitivePainter(QPainter *painter, const Tokens &tokens);

    /// Paints the element, which may mean to paint nothing. False where it is not one of Relata's.
    bool paint(QStyle::PrimitiveElement element, const QStyleOption &option, const QWidget *widget) const;

private:
    bool paintBox(QStyle::PrimitiveElement element, const QStyleOption &option, const QWidget *widget) const;
    bool paintFrame(QStyle::PrimitiveElement element, const QStyleOption &option,
                    const QWidget *widget) const;
    bool paintMark(QStyle::PrimitiveElement element, const QStyleOption &option) const;
    bool paintArrow(QStyle::PrimitiveElement element, const QStyleOption &option) const;
    void paintLineEdit(const QStyleOption &option) const;

    QPainter *m_painter;
    const Tokens &m_tokens;
};

} // namespace relata::ui
