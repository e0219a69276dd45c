#include "earlierschemas.h"

#include "core/records/movededits.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::fail;
using base::Record;
using base::Result;

Result<EarlierSchemas::CellChange> EarlierSchemas::meant(const CellChange &change, int generation,
                                                         const schema::Schema &now) const
{
    if (generation == this->generation())
        return change;
    base::PendingEdits edits;
    if (change.key.isNew())
        edits.added += base::NewRow{change.key, {{change.column, change.now}}, {}};
    else
        edits.changed.insert(change.key, {{change.column, {change.before, change.now, 0}}});
    const MovedEdits moving(edits, m_before[generation], now);
    if (!moving.homeless().isEmpty()) {
        return fail(base::ErrorCode::StaleData, moving.homeless().join(u' '),
                    u"Another program has changed the tables."_s);
    }
    CellChange moved = change;
    if (change.key.isNew()) {
        moved.key = moving.edits().added.first().key;
        moved.column = moving.edits().added.first().cells.constBegin().key();
    } else {
        moved.key = moving.edits().changed.constBegin().key();
        moved.column = moving.edits().changed.constBegin()->constBegin().key();
    }
    return moved;
}

std::optional<Record> EarlierSchemas::seen(const Record &row, int generation, const schema::Schema &now) const
{
    if (generation == this->generation())
        return row;
    base::PendingEdits edits;
    edits.asRead.insert(row.key, row.values);
    const MovedEdits moving(edits, m_before[generation], now);
    const auto &moved = moving.edits().asRead;
    if (moved.isEmpty())
        return {};
    return Record{moved.constBegin().key(), *moved.constBegin()};
}

} // namespace relata::records
