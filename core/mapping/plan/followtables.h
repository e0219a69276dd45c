#pragma once

#include "core/mapping/declare/design.h"
#include "core/schema/schemachange.h"

namespace relata::mapping {

/// What was given, as it has to be after a change of the tables: it follows tables and columns to their new
/// names where it named them rightly, and a class that was named after its table keeps to it. What stood on a
/// table or link that goes, goes with it, both sides; where only the key of a table that stays is taken away,
/// the relationship stays without one. What nobody named stays as it is, and may be found
/// fault with.
Given followed(const Design &before, const schema::SchemaChange &change);

} // namespace relata::mapping
