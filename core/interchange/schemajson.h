#pragma once

#include "core/mapping/mappedschema.h"

#include <QByteArray>

namespace relata::interchange {

/// The schema with its classes and problems as JSON for scripts, keys in a fixed order, tables and classes by
/// name, indented.
QByteArray schemaToJson(const mapping::MappedSchema &schema);

} // namespace relata::interchange
