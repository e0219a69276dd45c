#pragma once

#include "core/mapping/configuration.h"

#include <QJsonObject>

namespace relata::scenarios {

/// The facts about every relationship, or the first error; and the warnings: the "configure" of a result.
QJsonObject configureResult(const mapping::Configuration &configuration);

/// {"class", "message"}.
QJsonObject finding(const mapping::Diagnostic &diagnostic);

} // namespace relata::scenarios
