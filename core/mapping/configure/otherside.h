#pragma once

#include "core/mapping/configure/draft.h"

namespace relata::mapping {

/// A join as a person would write it. A person's foreign() marks stay.
/// @param turned whether it is written for the other side: a person's remote() marks change sides
JoinCondition writtenJoin(const Workbench &work, const Draft &draft, const QList<JoinComparison> &join,
                          bool turned);
/// The declaration of the other side of a relationship whose join is known, without a name.
RelationshipDeclaration otherSideOf(const Workbench &work, const Draft &draft);

} // namespace relata::mapping
