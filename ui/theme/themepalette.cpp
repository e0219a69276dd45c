#include "ui/theme/themepalette.h"

namespace relata::ui {

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) {
        palette.setColor(role, colour);
    };
    set(QPalette::Window, tokens.window);
    set(QPalette::WindowText, tokens.text);
    set(QPalette::Base, tokens.pane);
    set(QPalette::AlternateBase, tokens.window);
    set(QPalette::Text, tokens.text);
    set(QPalette::PlaceholderText, tokens.dim);
    set(QPalette::Button, tokens.pane);
    set(QPalette::ButtonText, tokens.text);
    set(QPalette::BrightText, tokens.deletedText);
    set(QPalette::ToolTipBase, tokens.pane);
    set(QPalette::ToolTipText, tokens.text);
    set(QPalette::Highlight, tokens.accentSoft);
    set(QPalette::HighlightedText, tokens.text);
    set(QPalette::Link, tokens.accent);
    set(QPalette::LinkVisited, tokens.accent);
    set(QPalette::Light, mixed(tokens.pane, tokens.window, 0.5));
    set(QPalette::Midlight, tokens.line);
    set(QPalette::Mid, mixed(tokens.dim, tokens.line, 0.3));
    set(QPalette::Dark, mixed(tokens.dim, tokens.line, 0.6));
    set(QPalette::Shadow, tokens.isDark ? QColor(Qt::black) : tokens.dim);

    const QColor disabled = disabledColour(tokens);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
          QPalette::ToolTipText, QPalette::Link, QPalette::LinkVisited, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Base, tokens.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, tokens.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.line);
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

QColor mixed(const QColor &first, const QColor &second, qreal share)
{
    const qreal rest = 1 - share;
    return QColor::fromRgbF(float(first.redF() * share + second.redF() * rest),
                            float(first.greenF() * share + second.greenF() * rest),
                            float(first.blueF() * share + second.blueF() * rest));
}

QColor disabledColour(const Tokens &tokens)
{
    return mixed(tokens.dim, tokens.pane, 0.55);
}

} // namespace relata::ui
