#pragma once

#include "core/mapping/lint/schemalints.h"

namespace relata::mapping {

/// "unknown-type".
void lintTypes(TableLints &lints);
/// "key-type-differs".
void lintKeyTypes(TableLints &lints);

} // namespace relata::mapping
