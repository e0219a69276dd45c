#pragma once

#include "core/base/result.h"
#include "core/mapping/declare/declarations.h"
#include "tests/scenarios/orderedjson.h"

namespace relata::scenarios {

/// A small program about relationships: declarations, rows, and steps to run on them. README.md has the
/// format.
struct Scenario
{
    QString id;
    QString family;
    mapping::Declarations declarations;
    OrderedJson tables;  ///< as written: the declarations do not have every word
    OrderedJson rows;    ///< table name to list of rows, in the order of insertion
    OrderedJson session; ///< options of the session
    bool hasSteps = false;
    QList<OrderedJson> steps;
    bool enforcesForeignKeys = true;
};

/// The scenarios of a file's text, an array of them; fails where it is no JSON (InvalidFile).
base::Result<QList<Scenario>> readScenarios(const QByteArray &json);
/// The scenarios of a file; fails where it cannot be read.
base::Result<QList<Scenario>> readScenarioFile(const QString &path);

/// The declarations of one scenario: its members "tables" and "classes".
mapping::Declarations readDeclarations(const OrderedJson &scenario);

} // namespace relata::scenarios
