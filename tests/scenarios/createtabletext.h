#pragma once

#include "tests/scenarios/orderedjson.h"

namespace relata::scenarios {

/// CREATE TABLE in the form of the scenarios, from a table as a scenario declares it: with every option in
/// the words in which it is written, keys of several columns first, then those of single columns in the order
/// of the columns.
QString createTableText(const QString &name, const OrderedJson &table);

} // namespace relata::scenarios
