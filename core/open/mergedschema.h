#pragma once

#include "core/schema/schema.h"

namespace relata::open {

/// The tables of a design after its database has changed from `base` to `theirs`: what the design had not
/// touched becomes as the database has it now, what it had changed stays, and is a difference. Tables and
/// links are told apart by their ids, columns by their names; `theirs` has the ids of `base`
/// (schema::withIdsOf()).
schema::Schema merged(const schema::Schema &base, const schema::Schema &mine, const schema::Schema &theirs);

} // namespace relata::open
