#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// A schema that was read again, with the ids that its tables, foreign keys and other parts had before: they
/// are found again by name, foreign keys by what they join. What is new gets new ids.
Schema withIdsOf(Schema again, const Schema &before);

} // namespace relata::schema
