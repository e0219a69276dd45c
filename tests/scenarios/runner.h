#pragma once

#include "tests/scenarios/scenario.h"

#include <QJsonObject>

namespace relata::scenarios {

/// The result of a scenario, in the format of README.md.
QJsonObject runScenario(const Scenario &scenario);

} // namespace relata::scenarios
