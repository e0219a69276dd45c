#pragma once

#include "core/base/pendingedits.h"

namespace relata::ui {

/// What waits for Save at a row, as the tree and the grid mark it.
enum class RowState { Stored, Changed, New, Deleted, Refused };

/// The state of a row by what waits; a refusal outdoes everything else.
RowState rowStateOf(const base::PendingEdits &pending, const base::RecordKey &key);

} // namespace relata::ui
