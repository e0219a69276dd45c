#pragma once

#include "core/mapping/configure/draft.h"

#include <functional>

namespace relata::mapping {

// What definition.cpp tells: one function for each finding, with its words and fixes. Those that end a
// relationship return false.

void reportViewonlySetting(Workbench &work, const Draft &draft, const QString &argument,
                           const std::function<void(RelationshipOptions &)> &reset);
bool reportViewonlySync(Workbench &work, Draft &draft);
bool reportUnknownCascade(Workbench &work, Draft &draft, const QStringList &unknown);
void reportOrphansWithoutDelete(Workbench &work, const Draft &draft);
bool reportBothBackrefs(Workbench &work, Draft &draft);
bool reportDeclaredTwice(Workbench &work, Draft &draft);
void reportNamedLikeColumn(Workbench &work, Draft &draft);
void reportClassWithoutTable(Workbench &work, int classIndex);
void reportNoPrimaryKey(Workbench &work, int classIndex);
void reportNoVersionColumn(Workbench &work, int classIndex);

} // namespace relata::mapping
