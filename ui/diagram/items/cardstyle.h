#pragma once

#include "ui/diagram/items/tablegeometry.h"

#include <QFont>
#include <QFontMetricsF>

namespace relata::ui {

struct Tokens;
class Theme;

/// Fonts and colours of the diagram, made anew by the scene when the theme changes; items hold a pointer to
/// the scene's one.
class CardStyle
{
public:
    explicit CardStyle(const Theme &theme);

    const Tokens &tokens() const { return *m_tokens; }
    const QFont &title() const { return m_title; }
    const QFont &name() const { return m_name; }
    const QFont &type() const { return m_type; }
    const QFont &mark() const { return m_mark; }
    /// Measures in these fonts and remembers what it measured, for the same names and types stand on many
    /// cards. Valid as long as the style, in the GUI thread.
    const TextWidths &widths() const { return m_widths; }
    /// Quiet colours to tell subject areas apart, derived from the theme's accent; below 0 belongs to none.
    QColor areaColor(int area) const;

private:
    const Tokens *m_tokens;
    QFont m_title, m_name, m_type, m_mark;
    TextWidths m_widths;
};

} // namespace relata::ui
