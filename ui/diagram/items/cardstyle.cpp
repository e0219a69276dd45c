#include "cardstyle.h"

#include "ui/theme/theme.h"

#include <algorithm>

namespace relata::ui {

namespace {

/// Cards are scaled, so that texts must grow in proportion: no hinting.
QFont scalable(QFont font, bool bold)
{
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QFont smaller(QFont font)
{
    if (font.pixelSize() > 0)
        font.setPixelSize(std::max(1, font.pixelSize() - 1));
    else
        font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

std::function<qreal(const QString &)> widthsIn(const QFont &font)
{
    return [metrics = QFontMetricsF(font), known = QHash<QString, qreal>()](const QString &text) mutable {
        auto width = known.constFind(text);
        if (width == known.constEnd())
            width = known.insert(text, metrics.horizontalAdvance(text));
        return *width;
    };
}

} // namespace

CardStyle::CardStyle(const Theme &theme)
    : m_tokens(&theme.tokens()),
      m_title(scalable(theme.smallFont(), true)),
      m_name(scalable(theme.smallFont(), false)),
      m_type(scalable(theme.tinyFont(), false)),
      m_mark(smaller(scalable(theme.tinyFont(), true))),
      m_widths{widthsIn(m_title), widthsIn(m_name), widthsIn(m_type)}
{
}

QColor CardStyle::areaColor(int area) const
{
    if (area < 0)
        return m_tokens->link;
    // Steps of 77 degrees put neighbouring numbers far apart and come back to the accent only after many
    // areas.
    const QColor accent = m_tokens->accent;
    const int hue = (accent.hslHue() + 77 * area) % 360;
    const int saturation = int(accent.hslSaturation() * 0.62);
    const int lightness = m_tokens->isDark ? 160 : 118;
    return QColor::fromHsl(hue, saturation, lightness);
}

} // namespace relata::ui
