#pragma once

#include "app/commandline.h"

#include <optional>

namespace relata::app {

/// Runs what needs no window: help, version, reflect, check, export, and the refusal of an invalid line.
/// Empty where a window is wanted, else the program's exit status (0, 1 for a failure, 2 for a wrong command
/// line).
std::optional<int> runWithoutWindow(const CommandLine &line, int &argc, char **argv);

} // namespace relata::app
