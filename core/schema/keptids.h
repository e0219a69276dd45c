#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// A schema that was read again, with the ids that its tables, foreign keys and other parts had before: they
/// are found again by name, foreign keys by what they join. What is new gets new ids.
Schema withIdsOf(Schema again, const Schema &before);

/// The same for the database of a design: what the database has by now and the design had added or renamed
/// already is one thing, with the design's id.
/// @param before the database as it was known
Schema withIdsOf(const Schema &again, const Schema &before, const Schema &design);

} // namespace relata::schema
