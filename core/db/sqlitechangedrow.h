#pragma once

#include "core/db/changedrow.h"

struct sqlite3;

namespace relata::db {

/// Whose DELETEs take rows away on purpose.
enum class RunningStatement { Delete, Other };

/// Tells a listener of every row that the connection's statements change, by SQLite's preupdate hook; nothing
/// any more where the listener is null. Both have to outlive the connection or the next call.
/// @param running what kind of statement runs now; read when a row changes
void tellChangedRows(sqlite3 *handle, const RowListener *listener, const RunningStatement *running);

} // namespace relata::db
