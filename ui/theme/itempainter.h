#pragma once

#include <QStyleOption>

class QPainter;

namespace relata::ui {

struct Tokens;

/// What lies behind and around the items of views: the rows' colours and lines, the current cell's frame.
class ItemPainter
{
public:
    /// True where each row has a line below it: in tables, and where the property `rowLines` says so.
    static bool hasRowLines(const QWidget *view);

    ItemPainter(QPainter *painter, const Tokens &tokens);

    /// The background of an item or of the row it is in: its own colour, selected, under the mouse.
    void background(const QStyleOptionViewItem &item, const QWidget *view) const;
    /// The frame of the current cell; only tables have one.
    void focus(const QRect &cell, const QWidget *view) const;

private:
    QPainter *m_painter;
    const Tokens &m_tokens;
};

} // namespace relata::ui
