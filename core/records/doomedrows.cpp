#include "doomedrows.h"

#include "core/records/seenrow.h"

#include <functional>

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

/// What is to be compared with a row, and the first cell in which it differs.
struct Look
{
    SeenRow seen;
    QHash<int, base::Value> edited; ///< what cells that were not read whole held, before they were edited
    bool isThere = false;
    int column = -1;
    base::Value now;

    void compare(std::span<const base::CellView> cells)
    {
        isThere = true;
        column = seen.differsIn(cells);
        for (auto cell = edited.cbegin(); column < 0 && cell != edited.cend(); ++cell) {
            if (!base::CellView::of(*cell).agreesWith(cells[size_t(cell.key())]))
                column = cell.key();
        }
        if (column >= 0)
            now = SeenRow::shortened(cells[size_t(column)]);
    }
};

using Looks = QHash<RecordKey, Look>;

/// Compares rows while they come, so that none is held whole.
tl::expected<void, SaveFailure>
compareAll(Looks &looks, const RecordShapes &shapes, const RowReader &rows, const RefusalReasons &reasons,
           const std::function<void(const RecordKey &, std::span<const base::CellView>)> &also = {})
{
    QHash<QString, QList<Values>> keys;
    for (auto look = looks.keyBegin(); look != looks.keyEnd(); ++look)
        keys[look->table] += look->values;
    for (auto table = keys.cbegin(); table != keys.cend(); ++table) {
        const base::Done read =
            rows.eachWhole(*shapes.of(table.key()), *table,
                           [&](const RecordKey &key, std::span<const base::CellView> cells) {
                               if (const auto look = looks.find(key); look != looks.end())
                                   look->compare(cells);
                               if (also)
                                   also(key, cells);
                           });
        if (!read)
            return refusedRow(read.error(), {});
    }
    for (auto look = looks.cbegin(); look != looks.cend(); ++look) {
        if (!look->isThere)
            return refusedRow(reasons.vanished(look.key()), look.key());
        if (look->column >= 0)
            return refusedRow(reasons.changedElsewhere(look.key(), look->column, look->now), look.key());
    }
    return {};
}

Record shortened(const RecordKey &key, std::span<const base::CellView> cells, const RecordShape &shape)
{
    Record record{key, {}};
    for (qsizetype column = 0; column < shape.table().columns.size(); ++column)
        record.values += base::CellAllowance::cut(cells[size_t(column)], shape.keeps()[column], 0, 0).value();
    return record;
}

} // namespace

tl::expected<Doomed, SaveFailure> readDoomedRows(const base::PendingEdits &edits, const RecordShapes &shapes,
                                                 const RecordMemory &memory, const RowReader &rows,
                                                 const RefusalReasons &reasons)
{
    Looks looks;
    for (const RecordKey &key : edits.deleted) {
        SeenRow seen{edits.asRead.value(key), edits.digests.value(key)};
        const ObjectRef object = seen.values.isEmpty() ? memory.find(key) : ObjectRef();
        if (!object.isNone())
            seen.values = memory.record(object).values;
        looks.insert(key, {seen, {}, false, -1, {}});
    }
    Doomed doomed;
    const auto keep = [&](const RecordKey &key, std::span<const base::CellView> cells) {
        doomed.insert(key, shortened(key, cells, *shapes.of(key.table)));
    };
    if (const auto same = compareAll(looks, shapes, rows, reasons, keep); !same)
        return tl::unexpected<SaveFailure>(same.error());
    return doomed;
}

tl::expected<void, SaveFailure> checkSeenRows(const base::PendingEdits &edits, const RecordShapes &shapes,
                                              const RowReader &rows, const RefusalReasons &reasons)
{
    Looks looks;
    for (auto row = edits.changed.cbegin(); row != edits.changed.cend(); ++row) {
        Look look{{edits.asRead.value(row.key()), {}}, {}, false, -1, {}};
        for (auto cell = row->cbegin(); cell != row->cend(); ++cell) {
            if (cell->before.isCut())
                look.edited.insert(cell.key(), cell->before);
        }
        if (!look.seen.values.isEmpty() || !look.edited.isEmpty())
            looks.insert(row.key(), look);
    }
    return compareAll(looks, shapes, rows, reasons);
}

} // namespace relata::records
