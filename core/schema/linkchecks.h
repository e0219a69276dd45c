#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

/// What applyChange() asks before it adds a foreign key: the Error that the step meets, or success.
base::Done checkNewForeignKey(const Schema &schema, const Table &owner, const AddForeignKey &step);

} // namespace relata::schema
