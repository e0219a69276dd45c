#pragma once

#ifdef RELATA_HAS_LIBPQ

#include "core/base/rowsink.h"

#include <libpq-fe.h>

namespace relata::db {

/// Gives the rows of a result whose cells are text to a sink: postgresqlrows.h. Returns their number; a
/// result without columns has none.
qint64 readResult(const PGresult &result, base::RowSink &sink);

} // namespace relata::db

#endif
