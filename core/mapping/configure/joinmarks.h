#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

// Step c: which columns of the joins are foreign, remote and local.

/// foreign() marks, else foreign_keys, else per comparison the column that refers to the other one, else with
/// a link table the column inside it. Fails where it meets a foreign key that leads nowhere.
bool markForeign(Workbench &work, Draft &draft);
/// remote() marks, else with a link table its columns, else remote_side, else in a self-reference the foreign
/// columns, else the target's columns.
void markRemote(Workbench &work, Draft &draft);
/// The owner's columns in the primaryjoin that are not remote.
void markLocal(Workbench &work, Draft &draft);

} // namespace relata::mapping
