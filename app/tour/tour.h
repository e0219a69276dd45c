#pragma once

#include "app/commandline.h"

namespace relata::ui {
class Settings;
class Theme;
} // namespace relata::ui

namespace relata::app {

/// Plays the main job through the real widgets on a copy of the file (or of the sample): one picture and one
/// line for each step, each checked through a connection of its own. Returns 0 where every check held,
/// else 1.
int playTour(const CommandLine &line, ui::Theme &theme, ui::Settings &settings);

} // namespace relata::app
