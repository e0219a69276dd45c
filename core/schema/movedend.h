#pragma once

#include "core/schema/linkplanner.h"

namespace relata::schema {

/// One of the two ends of a link.
enum class LinkSide { Child, Parent };

/// What a link would be once one of its ends is moved to another column: the foreign key keeps its name and
/// rules, and its id where both tables stay, so that what was declared about it stays, too. Refused as
/// planLink() refuses, where parent and child would change their parts, and for a key of several columns.
base::Result<LinkPlan> planMovedEnd(const Schema &schema, base::LinkId link, LinkSide side,
                                    base::TableId table, const QString &column);

} // namespace relata::schema
