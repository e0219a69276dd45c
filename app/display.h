#pragma once

#include "app/commandline.h"

#include <memory>

class QApplication;

namespace relata::app {

/// Makes the QApplication, which opens the display. Where there is none, the program says so in a sentence
/// and ends with status 1: Qt would abort. The tour does without a display.
std::unique_ptr<QApplication> openDisplay(Command command, int &argc, char **argv);

} // namespace relata::app
