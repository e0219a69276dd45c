#include "doomedrows.h"

namespace relata::records {

using base::Record;
using base::RecordKey;
using base::Values;
using orm::ObjectRef;

namespace {

using Doomed = QHash<RecordKey, Record>;

tl::unexpected<SaveFailure> refusedRow(base::Error error, const RecordKey &row)
{
    return tl::unexpected<SaveFailure>(SaveFailure{std::move(error), row});
}

} // namespace

tl::expected<Doomed, SaveFailure> readDoomedRows(const base::PendingEdits &edits, const RecordShapes &shapes,
                                                 const RecordMemory &memory, const RowReader &rows,
                                                 const RefusalReasons &reasons)
{
    Doomed doomed;
    QHash<QString, QList<Values>> keys;
    for (const RecordKey &key : edits.deleted)
        keys[key.table] += key.values;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        const auto records = rows.read(*shapes.of(it.key()), it.value());
        if (!records)
            return refusedRow(records.error(), {});
        for (const Record &record : *records)
            doomed.insert(record.key, record);
    }
    for (const RecordKey &key : edits.deleted) {
        const auto stored = doomed.constFind(key);
        if (stored == doomed.cend())
            return refusedRow(reasons.vanished(key), key);
        const ObjectRef object = memory.find(key);
        if (object.isNone())
            continue;
        const Values known = memory.record(object).values;
        for (int column = 0; column < stored->values.size(); ++column) {
            if (known.value(column) != stored->values[column])
                return refusedRow(reasons.changedElsewhere(key, column, stored->values[column]), key);
        }
    }
    return doomed;
}

} // namespace relata::records
