#include "ui/theme/menupainter.h"

#include "ui/theme/controlpainter.h"
#include "ui/theme/themepalette.h"
#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPainter>

namespace relata::ui {

namespace {

constexpr int kMenuSide = 10; ///< before the mark and after the arrow
constexpr int kMenuMark = 16;
constexpr int kMenuGap = 8;  ///< between mark and text
constexpr int kMenuEnd = 26; ///< after the shortcut: room for the arrow of a submenu
constexpr int kSeparatorHeight = 9;

int textStart(const QStyleOptionMenuItem &item)
{
    const bool hasMarks = item.menuHasCheckableItems || item.maxIconWidth > 0;
    return kMenuSide + (hasMarks ? kMenuMark + kMenuGap : 0);
}

QRect mirrored(const QStyleOptionMenuItem &item, const QRect &place)
{
    return QStyle::visualRect(item.direction, item.rect, place);
}

} // namespace

QSize MenuPainter::sizeOf(const QStyleOptionMenuItem &item, const QSize &textSize)
{
    if (item.menuItemType == QStyleOptionMenuItem::Separator)
        return {textSize.width(), kSeparatorHeight};
    const int shortcutGap = item.text.contains(u'\t') ? 24 : 0;
    return {textStart(item) + textSize.width() + shortcutGap + kMenuEnd,
            qMax(textSize.height(), kMenuMark) + 10};
}

MenuPainter::MenuPainter(QPainter *painter, const Tokens &tokens) : m_painter(painter), m_tokens(tokens) {}

void MenuPainter::paint(const QStyleOptionMenuItem &item, int mnemonicFlag) const
{
    const QRect rect = item.rect;
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        m_painter->fillRect(QRect(rect.left() + 6, rect.center().y(), rect.width() - 12, 1), m_tokens.line);
        return;
    }
    const bool enabled = item.state & QStyle::State_Enabled;
    m_painter->save();
    if (enabled && (item.state & QStyle::State_Selected)) {
        m_painter->setRenderHint(QPainter::Antialiasing);
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_tokens.accentSoft);
        m_painter->drawRoundedRect(rect, 4, 4);
    }
    const QRect mark(rect.left() + kMenuSide, rect.center().y() - kMenuMark / 2 + 1, kMenuMark, kMenuMark);
    paintMark(item, mirrored(item, mark));
    paintTexts(item, mnemonicFlag);
    if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow(rect.right() - kMenuEnd + 6, rect.top(), 16, rect.height());
        const bool toLeft = item.direction == Qt::RightToLeft;
        ControlPainter(m_painter, m_tokens)
            .chevron(mirrored(item, arrow), toLeft ? Qt::LeftArrow : Qt::RightArrow, m_tokens.dim, 3);
    }
    m_painter->restore();
}

/// The text, and the shortcut at the other end.
void MenuPainter::paintTexts(const QStyleOptionMenuItem &item, int mnemonicFlag) const
{
    const bool enabled = item.state & QStyle::State_Enabled;
    const QRect text = mirrored(item, item.rect.adjusted(textStart(item), 0, -kMenuEnd, 0));
    const QStringList parts = item.text.split(u'\t');
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | mnemonicFlag;
    const auto side = [&item](Qt::Alignment wanted) {
        return int(QStyle::visualAlignment(item.direction, wanted));
    };
    QFont font = item.font;
    if (item.menuItemType == QStyleOptionMenuItem::DefaultItem)
        font.setBold(true);
    m_painter->setFont(font);
    m_painter->setPen(enabled ? m_tokens.text : disabledColour(m_tokens));
    m_painter->drawText(text, flags | side(Qt::AlignLeft), parts.first());
    if (parts.size() > 1) {
        m_painter->setPen(enabled ? m_tokens.dim : disabledColour(m_tokens));
        m_painter->drawText(text, flags | side(Qt::AlignRight), parts.last());
    }
}

void MenuPainter::paintMark(const QStyleOptionMenuItem &item, const QRect &place) const
{
    const bool enabled = item.state & QStyle::State_Enabled;
    if (!item.icon.isNull()) {
        item.icon.paint(m_painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
                        item.checked ? QIcon::On : QIcon::Off);
        return;
    }
    const ControlPainter controls(m_painter, m_tokens);
    if (item.checkType == QStyleOptionMenuItem::Exclusive)
        controls.radioButton(place,
                             item.checked ? item.state | QStyle::State_On : item.state & ~QStyle::State_On);
    else if (item.checkType == QStyleOptionMenuItem::NonExclusive && item.checked)
        controls.tick(place, enabled ? m_tokens.accent : disabledColour(m_tokens));
}

} // namespace relata::ui
