#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// Another relationship that copies to a column, and from where.
struct OverlapWriter
{
    int draft = -1;
    ColumnIndex source;
};

// What linking and the checks of the settings tell: one function for each finding, with its words and fixes.
// Those that end a relationship return false.

bool reportBackrefTaken(Workbench &work, Draft &origin);
bool reportBackrefSecondaryjoin(Workbench &work, Draft &origin);
bool reportSyncWithViewonly(Workbench &work, Draft &draft, const Draft &viewing, const Draft &other);
bool reportReverseIsColumn(Workbench &work, Draft &draft);
bool reportNoReverse(Workbench &work, Draft &draft);
bool reportReverseLeadsElsewhere(Workbench &work, Draft &draft, const Draft &other);
bool reportSameDirection(Workbench &work, Draft &draft, const Draft &other);
void reportOverlap(Workbench &work, const Draft &draft, const SyncPair &pair,
                   const QList<OverlapWriter> &others);

} // namespace relata::mapping
