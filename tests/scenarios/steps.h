#pragma once

#include "tests/scenarios/paths.h"

#include <QJsonValue>

#include <functional>

namespace relata::scenarios {

using Arguments = QList<OrderedJson>;
/// One step of a session: gives what it answers, null for nothing, or the error that it met.
using Step = std::function<base::Result<QJsonValue>(Playground &, Paths &, const Arguments &)>;
using Steps = QHash<QString, Step>; ///< by the names of the operations

/// What programs do to attributes: "new", "set", "assign", "append", "remove", "setv".
Steps changeSteps();
/// What becomes of objects in the session: "get", "add", "merge", "delete", "flush", "commit", "expire", ...
Steps lifeSteps();
/// What programs ask of objects and collections: "read", "each", "state", "loaded", ...
Steps questionSteps();

/// "query": a SELECT of a class with conditions, joins and loader options.
base::Result<QJsonValue> runQuery(Playground &playground, Paths &paths, const Arguments &arguments);

/// The answer of a step that has none.
inline base::Result<QJsonValue> nothing(const base::Done &done)
{
    return done ? base::Result<QJsonValue>(QJsonValue()) : base::fail(done.error());
}

} // namespace relata::scenarios
