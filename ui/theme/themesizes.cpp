#include "ui/theme/themesizes.h"

#include "ui/theme/itempainter.h"
#include "ui/theme/menupainter.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontMetrics>
#include <QStyleOption>

#include <optional>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDockTitleHeight = 32;
constexpr int kControlHeight = 28;
constexpr int kRowHeight = 26;   ///< where no theme tells it
constexpr int kInputPadding = 6; ///< before the text of an input, beside what Fusion leaves
constexpr int kCellPadding = 8;  ///< left and right of a cell in tables; its header has the same

/// The metrics of things: marks, icons, bars and frames.
std::optional<int> extentOf(QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_ToolBarIconSize:
    case QStyle::PM_SmallIconSize:
    case QStyle::PM_ButtonIconSize:
    case QStyle::PM_ListViewIconSize:
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_ExclusiveIndicatorWidth:
    case QStyle::PM_ExclusiveIndicatorHeight:
    case QStyle::PM_TabCloseIndicatorWidth:
    case QStyle::PM_TabCloseIndicatorHeight:
        return 16;
    case QStyle::PM_SplitterWidth:
    case QStyle::PM_DockWidgetSeparatorExtent:
    case QStyle::PM_DockWidgetFrameWidth:
    case QStyle::PM_MenuPanelWidth:
        return 1;
    case QStyle::PM_ScrollBarExtent:
        return 10;
    case QStyle::PM_MessageBoxIconSize:
        return 32;
    case QStyle::PM_ToolBarFrameWidth:
        return 0;
    default:
        return {};
    }
}

/// The metrics of the room between and around things.
std::optional<int> gapOf(QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_TreeViewIndentation:
        return 18;
    case QStyle::PM_MenuHMargin:
    case QStyle::PM_MenuVMargin:
        return 4;
    case QStyle::PM_ToolBarItemMargin:
    case QStyle::PM_ScrollView_ScrollBarSpacing:
    case QStyle::PM_ScrollView_ScrollBarOverlap:
    case QStyle::PM_ButtonShiftHorizontal:
    case QStyle::PM_ButtonShiftVertical:
        return 0;
    case QStyle::PM_LayoutLeftMargin:
    case QStyle::PM_LayoutTopMargin:
    case QStyle::PM_LayoutRightMargin:
    case QStyle::PM_LayoutBottomMargin:
        return 12;
    case QStyle::PM_LayoutHorizontalSpacing:
    case QStyle::PM_LayoutVerticalSpacing:
        return 8;
    default:
        return {};
    }
}

} // namespace

ThemeSizes::ThemeSizes(const Theme *theme) : QProxyStyle(u"fusion"_s), m_theme(theme) {}

int ThemeSizes::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    if (const auto extent = extentOf(metric))
        return *extent;
    if (const auto gap = gapOf(metric))
        return *gap;
    switch (metric) {
    case PM_HeaderDefaultSectionSizeVertical:
        return rowHeight();
    case PM_DockWidgetTitleMargin: {
        const QFontMetrics metrics = widget ? widget->fontMetrics() : QFontMetrics(QApplication::font());
        return qMax(2, (kDockTitleHeight - metrics.height()) / 2);
    }
    case PM_FocusFrameHMargin:
        return ItemPainter::hasRowLines(widget) ? kCellPadding - 1 : 3;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ThemeSizes::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_ItemView_ShowDecorationSelected:
    case SH_ItemView_ArrowKeysNavigateIntoChildren:
        return 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_Table_GridLineColor:
        return static_cast<int>(tokens().line.rgba());
    case SH_Header_ArrowAlignment:
        return Qt::AlignRight | Qt::AlignVCenter;
    case SH_FormLayoutLabelAlignment:
        return Qt::AlignLeft | Qt::AlignVCenter;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize ThemeSizes::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_ItemViewItem:
        wanted.setHeight(qMax(wanted.height(), rowHeight()));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return MenuPainter::sizeOf(*item, size);
        break;
    case CT_PushButton:
        wanted = QSize(qMax(wanted.width(), size.width() + 24), qMax(size.height() + 8, kControlHeight));
        break;
    case CT_ComboBox:
    case CT_SpinBox:
        wanted = QSize(wanted.width() + kInputPadding, qMax(size.height() + 8, kControlHeight));
        break;
    case CT_LineEdit:
        wanted.setHeight(qMax(size.height() + 8, kControlHeight));
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
            wanted = QSize(size.width() + 16, qMax(size.height() + 8, kControlHeight));
        else
            wanted = QSize(qMax(size.width() + 10, kControlHeight), qMax(size.height() + 8, kControlHeight));
        break;
    default:
        break;
    }
    return wanted;
}

QRect ThemeSizes::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            rect.adjust(kInputPadding, 0, -kInputPadding / 2, 0);
    }
    return rect;
}

QRect ThemeSizes::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                 const QWidget *widget) const
{
    QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if ((control == CC_ComboBox && part == SC_ComboBoxEditField) ||
        (control == CC_SpinBox && part == SC_SpinBoxEditField))
        rect.setLeft(rect.left() + kInputPadding);
    return rect;
}

const Tokens &ThemeSizes::tokens() const
{
    return m_theme ? m_theme->tokens() : lightTokens();
}

int ThemeSizes::rowHeight() const
{
    return m_theme ? m_theme->rowHeight() : kRowHeight;
}

} // namespace relata::ui
