#pragma once

#include <QString>

namespace relata::ui {

class Theme;

/// The application's one style sheet, written from the theme's tokens and fonts: bars, menus, tabs, headers,
/// scroll bars, tool tips. What needs more than boxes (inputs, buttons, marks, rows) is painted by
/// ThemeStyle.
QString styleSheetOf(const Theme &theme);

} // namespace relata::ui
