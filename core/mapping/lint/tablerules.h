#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/mappedschema.h"

namespace relata::mapping {

/// What is wrong with the tables themselves, whatever is declared on them, in table order: broken tables,
/// foreign keys that lead nowhere or to columns that are not unique, the same foreign key twice, tables whose
/// rows cannot be told apart, and expressions that the database would refuse.
QList<Diagnostic> tableRules(const MappedSchema &schema);

/// The classes and tables that a configuration was made of, as far as fixes need them.
Declarations declarationsIn(const MappedSchema &schema);

/// "table" or "table.column": the place of a finding about a table.
QString tablePlace(const Place &place);

} // namespace relata::mapping
