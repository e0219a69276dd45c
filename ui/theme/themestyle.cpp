#include "ui/theme/themestyle.h"

#include "ui/theme/controlpainter.h"
#include "ui/theme/menupainter.h"
#include "ui/theme/theme.h"
#include "ui/theme/themepalette.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFontMetrics>
#include <QIcon>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDockTitleHeight = 32;
constexpr int kControlHeight = 28;
constexpr int kInputPadding = 6; ///< before the text of an input, beside what Fusion leaves
constexpr int kToolLabelGap = 6; ///< between a tool button's icon and its text
constexpr int kCellPadding = 8;  ///< left and right of a cell in tables; its header has the same

bool isPrimaryButton(const QWidget *widget)
{
    return widget && widget->property("primary").toBool();
}

bool isTable(const QWidget *widget)
{
    return qobject_cast<const QTableView *>(widget) || (widget && widget->property("rowLines").toBool());
}

} // namespace

ThemeStyle::ThemeStyle(const Theme *theme) : QProxyStyle(u"fusion"_s), m_theme(theme) {}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ToolBarIconSize:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_TabCloseIndicatorWidth:
    case PM_TabCloseIndicatorHeight:
        return 16;
    case PM_TreeViewIndentation:
        return 18;
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_DockWidgetFrameWidth:
        return 1;
    case PM_ScrollBarExtent:
        return 10;
    case PM_MessageBoxIconSize:
        return 32;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemMargin:
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_HeaderDefaultSectionSizeVertical:
        return m_theme ? m_theme->rowHeight() : 26;
    case PM_DockWidgetTitleMargin: {
        const QFontMetrics metrics = widget ? widget->fontMetrics() : QFontMetrics(QApplication::font());
        return qMax(2, (kDockTitleHeight - metrics.height()) / 2);
    }
    case PM_FocusFrameHMargin:
        return isTable(widget) ? kCellPadding - 1 : 3;
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return 12;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
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

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_ItemViewItem:
        wanted.setHeight(qMax(wanted.height(), m_theme ? m_theme->rowHeight() : 26));
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

QRect ThemeStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            rect.adjust(kInputPadding, 0, -kInputPadding / 2, 0);
    }
    return rect;
}

QRect ThemeStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                 const QWidget *widget) const
{
    QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    if ((control == CC_ComboBox && part == SC_ComboBoxEditField) ||
        (control == CC_SpinBox && part == SC_SpinBoxEditField))
        rect.setLeft(rect.left() + kInputPadding);
    return rect;
}

QIcon ThemeStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    QIcon icon;
    if (m_theme) {
        switch (which) {
        case SP_MessageBoxCritical:
            icon = m_theme->icon(u"error"_s, &Tokens::deletedText);
            break;
        case SP_MessageBoxWarning:
            icon = m_theme->icon(u"warning"_s, &Tokens::changedText);
            break;
        case SP_MessageBoxInformation:
        case SP_MessageBoxQuestion:
            icon = m_theme->icon(u"info"_s, &Tokens::accent);
            break;
        case SP_LineEditClearButton:
            icon = m_theme->icon(u"clear"_s, &Tokens::dim);
            break;
        case SP_TitleBarCloseButton:
        case SP_DockWidgetCloseButton:
            icon = m_theme->icon(u"close"_s, &Tokens::dim);
            break;
        case SP_ToolBarHorizontalExtensionButton:
            icon = m_theme->icon(u"more"_s);
            break;
        default:
            break;
        }
    }
    return icon.isNull() ? QProxyStyle::standardIcon(which, option, widget) : icon;
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const ControlPainter controls(painter, tokens());
    switch (element) {
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth == 0) // inside a spin box, an editable combo box or a cell
            painter->fillRect(option->rect, option->palette.base());
        else
            controls.inputBox(option->rect, option->state);
        return;
    }
    case PE_PanelButtonCommand:
        controls.button(option->rect, option->state, isPrimaryButton(widget));
        return;
    case PE_PanelButtonTool:
    case PE_PanelButtonBevel:
        controls.flatButton(option->rect, option->state);
        return;
    case PE_FrameButtonTool:
    case PE_FrameDefaultButton:
    case PE_FrameTabBarBase:
    case PE_FrameGroupBox: // Its title says enough.
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        controls.checkBox(option->rect, option->state);
        return;
    case PE_IndicatorRadioButton:
        controls.radioButton(option->rect, option->state);
        return;
    case PE_IndicatorMenuCheckMark:
        if (option->state & State_On)
            controls.tick(option->rect, tokens().accent);
        return;
    case PE_IndicatorArrowUp:
        controls.chevron(option->rect, Qt::UpArrow, tokens().dim);
        return;
    case PE_IndicatorArrowDown:
        controls.chevron(option->rect, Qt::DownArrow, tokens().dim);
        return;
    case PE_IndicatorArrowLeft:
        controls.chevron(option->rect, Qt::LeftArrow, tokens().dim);
        return;
    case PE_IndicatorArrowRight:
        controls.chevron(option->rect, Qt::RightArrow, tokens().dim);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            controls.chevron(option->rect,
                             header->sortIndicator == QStyleOptionHeader::SortUp ? Qt::DownArrow
                                                                                 : Qt::UpArrow,
                             tokens().accent, 3);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children)
            controls.chevron(option->rect, option->state & State_Open ? Qt::DownArrow : Qt::RightArrow,
                             tokens().dim, 3);
        return;
    case PE_IndicatorTabClose:
        controls.flatButton(option->rect, option->state & ~State_On & ~State_HasFocus);
        controls.cross(option->rect, option->state & State_MouseOver ? tokens().text : tokens().dim);
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        painter->fillRect(option->rect, tokens().line);
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, tokens().pane);
        return;
    case PE_Frame:
    case PE_FrameMenu:
        painter->save();
        painter->setPen(tokens().line);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            drawItemBackground(*item, painter, widget);
        return;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView *>(widget))
            controls.focusRing(option->rect);
        else if (qobject_cast<const QTableView *>(widget)) {
            painter->save();
            painter->setPen(tokens().accent);
            painter->drawRect(option->rect.adjusted(0, 0, -1, -2));
            painter->restore();
        }
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel:
        drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && button->features & QStyleOptionButton::HasMenu)
            ControlPainter(painter, tokens())
                .chevron(QRect(option->rect.right() - 20, option->rect.y(), 16, option->rect.height()),
                         Qt::DownArrow, tokens().dim);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && isPrimaryButton(widget) && option->state & State_Enabled) {
            QStyleOptionButton primary = *button;
            primary.palette.setColor(QPalette::ButtonText, tokens().onAccent);
            QProxyStyle::drawControl(element, &primary, painter, widget);
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            drawToolButtonLabel(*button, painter, widget);
            return;
        }
        break;
    case CE_MenuEmptyArea:
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            const bool underlines = proxy()->styleHint(SH_UnderlineShortcut, option, widget);
            MenuPainter(painter, tokens())
                .paint(*item, underlines ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
            return;
        }
        break;
    case CE_DockWidgetTitle:
        if (const auto *dock = qstyleoption_cast<const QStyleOptionDockWidget *>(option))
            drawDockTitle(*dock, painter, widget);
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, tokens().line);
        return;
    case CE_ProgressBarGroove:
        return;
    case CE_ProgressBarContents:
        if (const auto *progress = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            drawProgress(*progress, painter);
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        combo && control == CC_ComboBox) {
        drawComboBox(*combo, painter, widget);
        return;
    }
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        spin && control == CC_SpinBox) {
        drawSpinBox(*spin, painter, widget);
        return;
    }
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        slider && control == CC_Slider && slider->tickPosition == QSlider::NoTicks) {
        ControlPainter(painter, tokens())
            .slider(proxy()->subControlRect(control, option, SC_SliderGroove, widget),
                    proxy()->subControlRect(control, option, SC_SliderHandle, widget), slider->orientation,
                    option->state);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void ThemeStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    if (auto *table = qobject_cast<QTableView *>(widget))
        table->setShowGrid(false); // Rows have a line of their own, see drawItemBackground().
    if (qobject_cast<QToolButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        widget->inherits("QAbstractSpinBox") || widget->inherits("QLineEdit"))
        widget->setAttribute(Qt::WA_Hover);
}

const Tokens &ThemeStyle::tokens() const
{
    return m_theme ? m_theme->tokens() : lightTokens();
}

void ThemeStyle::drawItemBackground(const QStyleOptionViewItem &option, QPainter *painter,
                                    const QWidget *widget) const
{
    const bool selected = option.state & State_Selected && option.state & State_Enabled;
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, option.backgroundBrush);
    else if (option.features & QStyleOptionViewItem::Alternate)
        painter->fillRect(option.rect, option.palette.alternateBase());
    if (selected)
        painter->fillRect(option.rect, widget && widget->hasFocus()
                                           ? tokens().accentSoft
                                           : mixed(tokens().accentSoft, tokens().pane, 0.75));
    else if (option.state & State_MouseOver && option.state & State_Enabled &&
             option.backgroundBrush.style() == Qt::NoBrush)
        painter->fillRect(option.rect, mixed(tokens().window, tokens().pane, 0.8));
    if (isTable(widget))
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          tokens().line);
}

void ThemeStyle::drawDockTitle(const QStyleOptionDockWidget &option, QPainter *painter,
                               const QWidget *widget) const
{
    painter->fillRect(option.rect, tokens().pane);
    painter->save();
    if (m_theme)
        painter->setFont(m_theme->headingFont());
    painter->setPen(tokens().dim);
    QRect place = proxy()->subElementRect(SE_DockWidgetTitleBarText, &option, widget);
    place.setLeft(option.rect.left() + 12);
    const QString title = painter->fontMetrics().elidedText(option.title, Qt::ElideRight, place.width());
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, title);
    painter->restore();
}

/// Icon and text in the middle with room between them; the accent colour when checked.
void ThemeStyle::drawToolButtonLabel(const QStyleOptionToolButton &option, QPainter *painter,
                                     const QWidget *widget) const
{
    QStyleOptionToolButton label = option;
    if (option.state & State_On && option.state & State_Enabled)
        label.palette.setColor(QPalette::ButtonText, tokens().accent);
    if (option.toolButtonStyle != Qt::ToolButtonTextBesideIcon || option.icon.isNull() ||
        option.text.isEmpty()) {
        QProxyStyle::drawControl(CE_ToolButtonLabel, &label, painter, widget);
        return;
    }
    const bool enabled = option.state & State_Enabled;
    const QSize icon = option.iconSize;
    const int textWidth = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    QRect place = option.rect;
    place.setLeft(place.left() + qMax(0, (place.width() - icon.width() - kToolLabelGap - textWidth) / 2));
    const QRect iconPlace(QPoint(place.left(), place.center().y() - icon.height() / 2 + 1), icon);
    option.icon.paint(painter, visualRect(option.direction, option.rect, iconPlace), Qt::AlignCenter,
                      enabled ? QIcon::Normal : QIcon::Disabled,
                      option.state & State_On ? QIcon::On : QIcon::Off);
    place.setLeft(iconPlace.right() + 1 + kToolLabelGap);
    const int mnemonic = proxy()->styleHint(SH_UnderlineShortcut, &option, widget) ? Qt::TextShowMnemonic
                                                                                   : Qt::TextHideMnemonic;
    painter->save();
    painter->setFont(option.font);
    proxy()->drawItemText(painter, visualRect(option.direction, option.rect, place),
                          Qt::AlignLeft | Qt::AlignVCenter | mnemonic, label.palette, enabled, option.text,
                          QPalette::ButtonText);
    painter->restore();
}

void ThemeStyle::drawProgress(const QStyleOptionProgressBar &option, QPainter *painter) const
{
    const qint64 range = qint64(option.maximum) - option.minimum;
    const qreal share = range > 0 ? qreal(qint64(option.progress) - option.minimum) / qreal(range) : 1.0;
    ControlPainter(painter, tokens())
        .progress(option.rect, qBound(0.0, share, 1.0),
                  range > 0 ? tokens().accent : mixed(tokens().accent, tokens().pane, 0.6));
}

void ThemeStyle::drawComboBox(const QStyleOptionComboBox &option, QPainter *painter,
                              const QWidget *widget) const
{
    const ControlPainter controls(painter, tokens());
    if (option.frame)
        controls.inputBox(option.rect, option.state);
    else
        painter->fillRect(option.rect, option.palette.base());
    const QRect arrow = proxy()->subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget);
    controls.chevron(arrow.translated(-2, 0), Qt::DownArrow,
                     option.state & State_Enabled ? tokens().dim : disabledColour(tokens()));
}

void ThemeStyle::drawSpinBox(const QStyleOptionSpinBox &option, QPainter *painter,
                             const QWidget *widget) const
{
    const ControlPainter controls(painter, tokens());
    if (option.frame)
        controls.inputBox(option.rect, option.state);
    else
        painter->fillRect(option.rect, option.palette.base());
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto arrow = [&](SubControl part, Qt::ArrowType direction, QAbstractSpinBox::StepEnabledFlag flag) {
        const bool works = option.state & State_Enabled && option.stepEnabled & flag;
        controls.chevron(proxy()->subControlRect(CC_SpinBox, &option, part, widget).translated(-2, 0),
                         direction, works ? tokens().dim : disabledColour(tokens()), 2.5);
    };
    arrow(SC_SpinBoxUp, Qt::UpArrow, QAbstractSpinBox::StepUpEnabled);
    arrow(SC_SpinBoxDown, Qt::DownArrow, QAbstractSpinBox::StepDownEnabled);
}

} // namespace relata::ui
