#pragma once

#include "core/mapping/lint/lints.h"

namespace relata::mapping {

// Each draft is a configured one.

/// "lazy-without-get", "lazy-noload".
void lintLoading(LintList &lints, const Draft &draft);
/// "joined-collections-multiply".
void lintJoinedCollections(LintList &lints, int classIndex);

} // namespace relata::mapping
