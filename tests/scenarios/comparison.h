#pragma once

#include <QJsonObject>
#include <QString>

namespace relata::scenarios {

/// Where the result of a scenario differs from the expected one, by the rules of the scenario format: SELECTs
/// and written rows of a step as multisets, errors and warnings by their class, results as they are. A
/// sentence about the first difference; null where there is none.
QString differenceOf(const QJsonObject &expected, const QJsonObject &actual);

} // namespace relata::scenarios
