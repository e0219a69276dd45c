#pragma once

#include "core/mapping/configuration.h"
#include "tests/scenarios/scenario.h"

#include <QHash>
#include <QJsonObject>

#include <functional>

namespace relata::scenarios {

class Playground;

/// What a step works on.
struct StepContext
{
    const Scenario &scenario;
    const mapping::Configuration &configuration;
    Playground *playground = nullptr; ///< the database with its session
};

/// Runs a step with the given arguments and fills its record: "result", "error", "warnings", "sql", ...
using Operation =
    std::function<void(StepContext &context, const QList<OrderedJson> &arguments, QJsonObject &record)>;

/// All operations by name. Each kind of operation has a file of its own that adds its part.
const QHash<QString, Operation> &operations();

/// "ddl" and "sorted_tables".
void addSchemaOperations(QHash<QString, Operation> &operations);

/// Everything that needs a session.
void addSessionOperations(QHash<QString, Operation> &operations);

} // namespace relata::scenarios
