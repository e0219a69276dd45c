#pragma once

#include <QPointer>
#include <QProxyStyle>
#include <QStyleOption>

namespace relata::ui {

class Theme;
struct Tokens;

/// Fusion with the sizes, rows, inputs, buttons and marks of Relata's look, all from the theme's tokens. What
/// a style sheet can say is in themesheet.cpp. Owned by QApplication, which may delete it after the theme is
/// gone.
///
/// Properties of widgets that it reads: `primary` (bool) fills a QPushButton with the accent; `rowLines`
/// (bool) draws a line below each row of an item view (tables have them anyway).
class ThemeStyle : public QProxyStyle
{
    Q_OBJECT

public:
    explicit ThemeStyle(const Theme *theme);

    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                  QStyleHintReturn *returned = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption *option = nullptr,
                       const QWidget *widget = nullptr) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;

    using QProxyStyle::polish;
    void polish(QWidget *widget) override;

private:
    const Tokens &tokens() const;
    void drawItemBackground(const QStyleOptionViewItem &option, QPainter *painter,
                            const QWidget *widget) const;
    void drawDockTitle(const QStyleOptionDockWidget &option, QPainter *painter, const QWidget *widget) const;
    void drawToolButtonLabel(const QStyleOptionToolButton &option, QPainter *painter,
                             const QWidget *widget) const;
    void drawProgress(const QStyleOptionProgressBar &option, QPainter *painter) const;
    void drawComboBox(const QStyleOptionComboBox &option, QPainter *painter, const QWidget *widget) const;
    void drawSpinBox(const QStyleOptionSpinBox &option, QPainter *painter, const QWidget *widget) const;

    QPointer<const Theme> m_theme;
};

} // namespace relata::ui
