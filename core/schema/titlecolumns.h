#pragma once

#include "core/schema/table.h"

namespace relata::schema {

/// The columns whose text names a row for people, best guess first chosen: a column called name, title,
/// username and the like, first and last name together, else the first readable text that is neither key nor
/// link. Empty where only the key can name a row.
QStringList titleColumns(const Table &table);

} // namespace relata::schema
