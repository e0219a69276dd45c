#include "ui/theme/themestyle.h"

#include "ui/theme/controlpainter.h"
#include "ui/theme/menupainter.h"
#include "ui/theme/primitivepainter.h"
#include "ui/theme/theme.h"
#include "ui/theme/themepalette.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kToolLabelGap = 6; ///< between a tool button's icon and its text

/// An icon of the theme in the place of one of the style's own.
struct StandardIcon
{
    QStyle::StandardPixmap which;
    QStringView name;
    QColor Tokens::*colour;
};

constexpr std::array kStandardIcons = {
    StandardIcon{QStyle::SP_MessageBoxCritical, u"error", &Tokens::deletedText},
    StandardIcon{QStyle::SP_MessageBoxWarning, u"warning", &Tokens::changedText},
    StandardIcon{QStyle::SP_MessageBoxInformation, u"info", &Tokens::accent},
    StandardIcon{QStyle::SP_MessageBoxQuestion, u"info", &Tokens::accent},
    StandardIcon{QStyle::SP_LineEditClearButton, u"clear", &Tokens::dim},
    StandardIcon{QStyle::SP_TitleBarCloseButton, u"close", &Tokens::dim},
    StandardIcon{QStyle::SP_DockWidgetCloseButton, u"close", &Tokens::dim},
    StandardIcon{QStyle::SP_ToolBarHorizontalExtensionButton, u"more", &Tokens::text},
};

} // namespace

ThemeStyle::ThemeStyle(const Theme *theme) : ThemeSizes(theme) {}

QIcon ThemeStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    const auto found = std::find_if(kStandardIcons.begin(), kStandardIcons.end(),
                                    [which](const StandardIcon &icon) { return icon.which == which; });
    if (theme() && found != kStandardIcons.end()) {
        if (const QIcon icon = theme()->icon(found->name.toString(), found->colour); !icon.isNull())
            return icon;
    }
    return ThemeSizes::standardIcon(which, option, widget);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (!PrimitivePainter(painter, tokens()).paint(element, *option, widget))
        ThemeSizes::drawPrimitive(element, option, painter, widget);
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    if (!drawButtonPart(element, option, painter, widget) && !drawBarPart(element, option, painter, widget))
        ThemeSizes::drawControl(element, option, painter, widget);
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
    ThemeSizes::drawComplexControl(control, option, painter, widget);
}

void ThemeStyle::polish(QWidget *widget)
{
    ThemeSizes::polish(widget);
    // Names, values and messages of others come into labels, message boxes and tool tips (a QLabel of Qt's
    // own): left to guess, a label draws their markup and reads the files that it names.
    if (auto *label = qobject_cast<QLabel *>(widget); label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
    if (auto *table = qobject_cast<QTableView *>(widget))
        table->setShowGrid(false); // Rows have a line of their own, see ItemPainter.
    if (qobject_cast<QToolButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        widget->inherits("QAbstractSpinBox") || widget->inherits("QLineEdit"))
        widget->setAttribute(Qt::WA_Hover);
}

/// Push buttons and tool buttons. False where Fusion has to draw the part.
bool ThemeStyle::drawButtonPart(ControlElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    if (element == CE_ToolButtonLabel) {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button)
            drawToolButtonLabel(*button, painter, widget);
        return button != nullptr;
    }
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (element == CE_PushButtonBevel) {
        drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        if (button && button->features & QStyleOptionButton::HasMenu)
            ControlPainter(painter, tokens())
                .chevron(QRect(option->rect.right() - 20, option->rect.y(), 16, option->rect.height()),
                         Qt::DownArrow, tokens().dim);
        return true;
    }
    if (element == CE_PushButtonLabel && button && PrimitivePainter::isPrimaryButton(widget) &&
        option->state & State_Enabled) {
        QStyleOptionButton primary = *button;
        primary.palette.setColor(QPalette::ButtonText, tokens().onAccent);
        ThemeSizes::drawControl(element, &primary, painter, widget);
        return true;
    }
    return false;
}

/// Menus, titles of docks, splitters and progress bars. False where Fusion has to draw the part.
bool ThemeStyle::drawBarPart(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_MenuEmptyArea:
    case CE_ProgressBarGroove:
        return true;
    case CE_MenuItem: {
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        if (item)
            MenuPainter(painter, tokens()).paint(*item, mnemonicFlag(option, widget));
        return item != nullptr;
    }
    case CE_DockWidgetTitle:
        if (const auto *dock = qstyleoption_cast<const QStyleOptionDockWidget *>(option))
            drawDockTitle(*dock, painter, widget);
        return true;
    case CE_Splitter:
        painter->fillRect(option->rect, tokens().line);
        return true;
    case CE_ProgressBarContents:
        if (const auto *progress = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            drawProgress(*progress, painter);
        return true;
    default:
        return false;
    }
}

void ThemeStyle::drawDockTitle(const QStyleOptionDockWidget &option, QPainter *painter,
                               const QWidget *widget) const
{
    painter->fillRect(option.rect, tokens().pane);
    painter->save();
    if (theme())
        painter->setFont(theme()->headingFont());
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
        ThemeSizes::drawControl(CE_ToolButtonLabel, &label, painter, widget);
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
    painter->save();
    painter->setFont(option.font);
    proxy()->drawItemText(painter, visualRect(option.direction, option.rect, place),
                          Qt::AlignLeft | Qt::AlignVCenter | mnemonicFlag(&option, widget), label.palette,
                          enabled, option.text, QPalette::ButtonText);
    painter->restore();
}

int ThemeStyle::mnemonicFlag(const QStyleOption *option, const QWidget *widget) const
{
    return proxy()->styleHint(SH_UnderlineShortcut, option, widget) ? Qt::TextShowMnemonic
                                                                    : Qt::TextHideMnemonic;
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
    controls.inputBox(option, option.frame);
    const QRect arrow = proxy()->subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget);
    controls.chevron(arrow.translated(-2, 0), Qt::DownArrow,
                     option.state & State_Enabled ? tokens().dim : disabledColour(tokens()));
}

void ThemeStyle::drawSpinBox(const QStyleOptionSpinBox &option, QPainter *painter,
                             const QWidget *widget) const
{
    const ControlPainter controls(painter, tokens());
    controls.inputBox(option, option.frame);
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
