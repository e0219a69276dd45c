#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

// Step d: what follows from the marks.

/// Fills the pairs and the lists of remote, local and foreign columns.
void setUpPairs(Workbench &work, Draft &draft);
/// Both joins must give a flush something to copy; a relationship with viewonly only needs a foreign column.
bool checkForeignColumns(Workbench &work, Draft &draft);
/// One-to-many where the foreign columns are the target's, many-to-one where they are the owner's; where both
/// have some, the marks decide.
bool determineDirection(Workbench &work, Draft &draft);
/// There must be a local and a remote side.
bool checkRemoteSide(Workbench &work, Draft &draft);
/// Whether a lazy load asks for exactly the target's primary key.
bool usesGet(const Workbench &work, const Draft &draft);
/// Whether selectin loading can do without a join with the owner's table: the keys that it asks for are in
/// the target's rows, or are the target's key.
bool omitsJoin(const Workbench &work, const Draft &draft);

} // namespace relata::mapping
