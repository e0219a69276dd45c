#pragma once

#include "core/mapping/lint/schemalints.h"

namespace relata::mapping {

/// "keyword-as-name".
void lintKeywords(TableLints &lints);
/// "naming-style".
void lintNamingStyle(TableLints &lints);

} // namespace relata::mapping
