#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/mappedschema.h"

namespace relata::mapping {

/// "wrong-check", "wrong-generated", "wrong-default", "wrong-index": expressions of a table that SQLite would
/// refuse when the table is made. Nothing on other engines.
QList<Diagnostic> expressionRules(const MappedSchema &schema, const schema::Table &table);

} // namespace relata::mapping
