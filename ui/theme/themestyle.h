#pragma once

#include "ui/theme/themesizes.h"

#include <QStyleOption>

namespace relata::ui {

/// Fusion with the rows, inputs, buttons and marks of Relata's look, all from the theme's tokens. What a
/// style sheet can say is in themesheet.cpp. Owned by QApplication, which may delete it after the theme is
/// gone.
///
/// Properties of widgets that it reads: `primary` (bool) fills a QPushButton with the accent; `rowLines`
/// (bool) draws a line below each row of an item view (tables have them anyway).
class ThemeStyle : public ThemeSizes
{
    Q_OBJECT

public:
    explicit ThemeStyle(const Theme *theme);

    QIcon standardIcon(StandardPixmap which, const QStyleOption *option = nullptr,
                       const QWidget *widget = nullptr) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;

    using ThemeSizes::polish;
    void polish(QWidget *widget) override;

private:
    bool drawButtonPart(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const;
    bool drawBarPart(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const;
    void drawDockTitle(const QStyleOptionDockWidget &option, QPainter *painter, const QWidget *widget) const;
    void drawToolButtonLabel(const QStyleOptionToolButton &option, QPainter *painter,
                             const QWidget *widget) const;
    int mnemonicFlag(const QStyleOption *option, const QWidget *widget) const;
    void drawProgress(const QStyleOptionProgressBar &option, QPainter *painter) const;
    void drawComboBox(const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionSpinBox &option, QPainter *painter, const QWidget *widget) const;
};

} // namespace relata::ui
