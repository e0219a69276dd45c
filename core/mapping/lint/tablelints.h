#pragma once

#include "core/mapping/lint/lints.h"

namespace relata::mapping {

/// "foreign-key-cycle", "cycle-without-post-update", "foreign-key-names-class",
/// "foreign-key-names-table-only".
void lintTables(LintList &lints);

} // namespace relata::mapping
