#pragma once

#include "ui/theme/tokens.h"

#include <QPalette>

namespace relata::ui {

/// The application's palette from tokens, all roles and groups.
QPalette paletteOf(const Tokens &tokens);

/// True where texts are lighter than what they stand on.
bool isDark(const QPalette &palette);

/// A colour between two: `share` (0 to 1) of the first, the rest of the second.
QColor mixed(const QColor &first, const QColor &second, qreal share);

/// The colour of texts and marks that cannot be used now.
QColor disabledColour(const Tokens &tokens);

} // namespace relata::ui
