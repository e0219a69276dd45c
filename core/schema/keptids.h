#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// A schema that was read again, with the ids that its tables and links had before, by their names; what is
/// new gets ids that nothing had. What is known by ids (places of cards, selections) follows so.
Schema withIdsOf(Schema again, const Schema &before);

} // namespace relata::schema
