#pragma once

#include "core/mapping/lint/schemalints.h"

namespace relata::mapping {

/// "junction-without-unique".
void lintJunctions(TableLints &lints);
/// "foreign-key-without-index".
void lintIndexes(TableLints &lints);

} // namespace relata::mapping
