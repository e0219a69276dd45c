#pragma once

#include <QPointer>
#include <QProxyStyle>

namespace relata::ui {

class Theme;
struct Tokens;

/// The measuring half of Relata's style: how large controls, rows and gaps are and where their parts lie,
/// over Fusion. ThemeStyle adds how they look.
class ThemeSizes : public QProxyStyle
{
    Q_OBJECT

public:
    explicit ThemeSizes(const Theme *theme);

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

protected:
    /// The theme, or null once it is gone: the application may keep its style longer.
    const Theme *theme() const { return m_theme; }
    const Tokens &tokens() const;

private:
    int rowHeight() const;

    QPointer<const Theme> m_theme;
};

} // namespace relata::ui
