#pragma once

#include "core/schema/schemachange.h"

namespace relata::schema {

/// What applyChange() asks before it adds a foreign key or a relationship; each answers with the Error that
/// the step meets, or with success.

base::Done checkNewForeignKey(const Schema &schema, const Table &owner, const AddForeignKey &step);
base::Done checkNewRelationship(const Schema &schema, const AddRelationship &step);

} // namespace relata::schema
