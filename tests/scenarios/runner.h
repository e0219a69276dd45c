#pragma once

#include "tests/scenarios/scenario.h"

#include <QJsonObject>

namespace relata::tests {
class ServerDatabase;
}

namespace relata::scenarios {

/// The result of a scenario, in the format of README.md.
/// @param server where it runs; null: on SQLite
QJsonObject runScenario(const Scenario &scenario, tests::ServerDatabase *server = nullptr);

} // namespace relata::scenarios
