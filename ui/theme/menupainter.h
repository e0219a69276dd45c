#pragma once

#include <QStyleOption>

class QPainter;

namespace relata::ui {

struct Tokens;

/// Items of menus: a mark (icon or tick) at the left where some item of the menu has one, the text, the
/// shortcut dim at the right.
class MenuPainter
{
public:
    /// The size of an item whose text takes `textSize`, its shortcut left aside.
    static QSize sizeOf(const QStyleOptionMenuItem &item, const QSize &textSize);

    MenuPainter(QPainter *painter, const Tokens &tokens);

    void paint(const QStyleOptionMenuItem &item, int mnemonicFlag) const;

private:
    void paintTexts(const QStyleOptionMenuItem &item, int mnemonicFlag) const;
    void paintMark(const QStyleOptionMenuItem &item, const QRect &place) const;

    QPainter *m_painter;
    const Tokens &m_tokens;
};

} // namespace relata::ui
