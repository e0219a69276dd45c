#pragma once

#include "core/mapping/lint/lints.h"

namespace relata::mapping {

// Each draft is a configured one.

/// "on-delete-without-passive-deletes", "not-null-without-delete-cascade", "one-to-one-without-unique",
/// "partial-foreign-keys".
void lintKeys(LintList &lints, const Draft &draft);

} // namespace relata::mapping
