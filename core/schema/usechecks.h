#pragma once

#include "core/base/result.h"
#include "core/schema/schemachange.h"

namespace relata::schema {

/// What applyChange() asks before a removal: success where no key, link, relationship or CHECK uses the thing
/// any more, else the Error that names what does.
base::Done checkTableUnused(const Schema &schema, const Table &table, RemoveTable::Referrers referrers);
base::Done checkColumnUnused(const Schema &schema, const Table &table, const QString &column);

} // namespace relata::schema
