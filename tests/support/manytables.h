#pragma once

#include <QString>

namespace relata::tests {

/// The SQL of tables of different heights; each but the first refers to one before it, most to a second one.
QString manyTables(int count);

} // namespace relata::tests
