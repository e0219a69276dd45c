#pragma once

#include "core/mapping/configure/configure.h"
#include "tests/scenarios/scenario.h"

#include <QStringList>

namespace relata::tests {

/// Declarations in the words of the scenarios, with ' in place of ": tables and classes without the braces
/// around them.
mapping::Declarations declare(const QByteArray &tables, const QByteArray &classes);

/// The kinds of all diagnostics of a grade, in their order.
QStringList kindsOf(const mapping::Configuration &configuration, mapping::Grade grade);

} // namespace relata::tests
