#pragma once

#include "core/mapping/configure/joinfinder.h"

namespace relata::mapping {

// What the steps that find and read a join condition tell: one function for each finding, with its words, the
// root cause where one can be found, and fixes. Those that end a relationship return false.

bool reportMissingColumn(Workbench &work, Draft &draft, const KeyElement &element);
bool reportNoForeignKeys(Workbench &work, Draft &draft, int a, int b);
bool reportAmbiguousForeignKeys(Workbench &work, Draft &draft, int a, int b, const QList<LinkPath> &paths);
bool reportSecondaryjoinAlone(Workbench &work, Draft &draft);
bool reportBrokenKeyInJoin(Workbench &work, Draft &draft, const KeyElement &element);
void warnOfLiteralInSelfReference(Workbench &work, const Draft &draft);
bool reportNothingToCopy(Workbench &work, Draft &draft, bool secondary, bool hasForeign);
bool reportNoDirection(Workbench &work, Draft &draft, bool foreignOnBothSides);
bool reportNoRemoteSide(Workbench &work, Draft &draft);
void warnOfLocalRemoteSide(Workbench &work, const Draft &draft, ColumnIndex column);

} // namespace relata::mapping
