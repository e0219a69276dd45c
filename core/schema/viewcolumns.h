#pragma once

#include "core/schema/schema.h"

namespace relata::schema {

/// Whether the columns of a view have not been read yet: every view has some.
bool isUnreadView(const Table &table);

/// A schema whose views have the columns that they have in another one, or are broken as there; those that
/// are unread there too stay as they are. The relationships are found anew.
Schema withViewsOf(Schema schema, const Schema &other);

} // namespace relata::schema
