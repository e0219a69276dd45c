#include "rowstate.h"

namespace relata::ui {

RowState rowStateOf(const base::PendingEdits &pending, const base::RecordKey &key)
{
    if (pending.refusedRow == key && key.isValid())
        return RowState::Refused;
    if (key.isNew())
        return RowState::New;
    if (pending.deleted.contains(key))
        return RowState::Deleted;
    return pending.changed.contains(key) ? RowState::Changed : RowState::Stored;
}

} // namespace relata::ui
