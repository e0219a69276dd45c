#pragma once

#include "core/mapping/configuration.h"

namespace relata::mapping {

/// Finds out what the declared relationships mean, by the rules of SQLAlchemy 2.0 (configure_mappers): the
/// join condition, the direction, which columns a flush copies, which relationships are linked. Unlike
/// SQLAlchemy it does not stop at the first error: it returns every relationship that works and every
/// diagnostic. A pure function; its time grows with the number of relationships.
Configuration configure(const Declarations &declarations);

} // namespace relata::mapping
