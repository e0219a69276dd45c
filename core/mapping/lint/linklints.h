#pragma once

#include "core/mapping/lint/lints.h"

namespace relata::mapping {

// Each draft is a configured one.

/// "crossed-pair", "one-sided", "missing-remote-side", "one-way-many-to-many".
void lintLinks(LintList &lints, const Draft &draft);

} // namespace relata::mapping
