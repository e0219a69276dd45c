#pragma once

#include "core/mapping/lint/schemalints.h"

namespace relata::mapping {

/// "looks-like-foreign-key".
void lintLikelyKeys(TableLints &lints);

} // namespace relata::mapping
