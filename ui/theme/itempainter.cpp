#include "ui/theme/itempainter.h"

#include "ui/theme/themepalette.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QTableView>

namespace relata::ui {

bool ItemPainter::hasRowLines(const QWidget *view)
{
    return qobject_cast<const QTableView *>(view) || (view && view->property("rowLines").toBool());
}

ItemPainter::ItemPainter(QPainter *painter, const Tokens &tokens) : m_painter(painter), m_tokens(tokens) {}

void ItemPainter::background(const QStyleOptionViewItem &item, const QWidget *view) const
{
    const bool selected = item.state & QStyle::State_Selected && item.state & QStyle::State_Enabled;
    if (item.backgroundBrush.style() != Qt::NoBrush)
        m_painter->fillRect(item.rect, item.backgroundBrush);
    else if (item.features & QStyleOptionViewItem::Alternate)
        m_painter->fillRect(item.rect, item.palette.alternateBase());
    if (selected)
        m_painter->fillRect(item.rect, view && view->hasFocus()
                                           ? m_tokens.accentSoft
                                           : mixed(m_tokens.accentSoft, m_tokens.pane, 0.75));
    else if (item.state & QStyle::State_MouseOver && item.state & QStyle::State_Enabled &&
             item.backgroundBrush.style() == Qt::NoBrush)
        m_painter->fillRect(item.rect, mixed(m_tokens.window, m_tokens.pane, 0.8));
    if (hasRowLines(view))
        m_painter->fillRect(QRect(item.rect.left(), item.rect.bottom(), item.rect.width(), 1), m_tokens.line);
}

void ItemPainter::focus(const QRect &cell, const QWidget *view) const
{
    if (!qobject_cast<const QTableView *>(view))
        return;
    m_painter->save();
    m_painter->setPen(m_tokens.accent);
    m_painter->drawRect(cell.adjusted(0, 0, -1, -2));
    m_painter->restore();
}

} // namespace relata::ui
