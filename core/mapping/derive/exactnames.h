#pragma once

#include "core/schema/schema.h"

namespace relata::mapping {

/// A table whose keys spell tables and columns as these spell themselves, as far as they exist.
schema::Table withExactNames(const schema::Schema &schema, schema::Table table);

} // namespace relata::mapping
