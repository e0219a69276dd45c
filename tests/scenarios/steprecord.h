#pragma once

#include "tests/scenarios/playground.h"

#include <QJsonObject>

namespace relata::scenarios {

/// Writes into the record of a step what it answered, and what it sent and warned of meanwhile, which is
/// taken from the playground.
void fillRecord(QJsonObject &record, Playground &playground, const base::Result<QJsonValue> &result);

} // namespace relata::scenarios
