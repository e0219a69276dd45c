#pragma once

#include "core/records/recordmemory.h"
#include "core/records/refusalreasons.h"

namespace relata::records {

/// The rows that wait to be deleted, as the database has them now. Refused where one of them is gone or was
/// changed by somebody else since it was read: a row is not deleted unseen.
tl::expected<QHash<base::RecordKey, base::Record>, SaveFailure>
readDoomedRows(const base::PendingEdits &edits, const RecordShapes &shapes, const RecordMemory &memory,
               const RowReader &rows, const RefusalReasons &reasons);

/// The same for rows to be changed whose address may be another row's by now: each is compared whole with
/// what the person saw. Of other rows only the edited cells that were never read whole are compared, by size
/// and beginning: an UPDATE compares the rest.
tl::expected<void, SaveFailure> checkSeenRows(const base::PendingEdits &edits, const RecordShapes &shapes,
                                              const RowReader &rows, const RefusalReasons &reasons);

} // namespace relata::records
