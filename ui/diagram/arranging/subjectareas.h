#pragma once

#include "core/schema/schema.h"

#include <QHash>

namespace relata::ui {

/// The area of a table that belongs to none.
constexpr int kNoArea = -1;

/// Which subject area each drawn table belongs to, as small numbers for colours; the largest area is 0. Names
/// that share their first word
/// ("party_address", "party_contact") form an area where most tables are named so, else tables that are
/// closely linked do. A table alone is in no area. Depends on nothing but the schema.
QHash<base::TableId, int> subjectAreas(const schema::Schema &schema);

} // namespace relata::ui
