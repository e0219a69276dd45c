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

/// What is not known is not compared.
tl::expected<void, SaveFailure> compare(const RecordKey &key, const Values &known, const Record &stored,
                                        const RefusalReasons &reasons)
{
    for (qsizetype column = 0; column < qMin(known.size(), stored.values.size()); ++column) {
        if (known[column] != stored.values[column])
            return refusedRow(reasons.changedElsewhere(key, int(column), stored.values[column]), key);
    }
    return {};
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
        Values known = edits.asRead.value(key);
        const ObjectRef object = known.isEmpty() ? memory.find(key) : ObjectRef();
        if (!object.isNone())
            known = memory.record(object).values;
        if (const auto same = compare(key, known, *stored, reasons); !same)
            return tl::unexpected<SaveFailure>(same.error());
    }
    return doomed;
}

tl::expected<void, SaveFailure> checkMovableRows(const base::PendingEdits &edits, const RecordShapes &shapes,
                                                 const RowReader &rows, const RefusalReasons &reasons)
{
    QHash<QString, QList<Values>> keys;
    for (auto row = edits.changed.keyBegin(); row != edits.changed.keyEnd(); ++row) {
        if (edits.asRead.contains(*row))
            keys[row->table] += row->values;
    }
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        const auto records = rows.read(*shapes.of(it.key()), it.value());
        if (!records)
            return refusedRow(records.error(), {});
        QHash<RecordKey, Record> stored;
        for (const Record &record : *records)
            stored.insert(record.key, record);
        for (const Values &values : it.value()) {
            const RecordKey key = {it.key(), values, 0};
            const auto now = stored.constFind(key);
            if (now == stored.cend())
                return refusedRow(reasons.vanished(key), key);
            if (const auto same = compare(key, edits.asRead.value(key), *now, reasons); !same)
                return same;
        }
    }
    return {};
}

} // namespace relata::records
