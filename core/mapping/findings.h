#pragma once

#include "core/mapping/diagnostic.h"
#include "core/mapping/mappedschema.h"

namespace relata::mapping {

/// Everything that is found about a design: the rules of its tables, what its declarations bring, then what
/// could be better about the tables; worst first. A finding that both tell is told once.
QList<Diagnostic> findings(const MappedSchema &schema);

/// Names a finding in files and sets: its kind and its place, not its words. The same for two findings of one
/// kind at one place.
QString findingKey(const Diagnostic &finding);

/// Where a finding is, for people: "Class.relationship", else "table.column" or "table".
QString placeText(const Place &place);

} // namespace relata::mapping
