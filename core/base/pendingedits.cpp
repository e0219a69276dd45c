#include "pendingedits.h"

namespace relata::base {

const NewRow *PendingEdits::addedRow(const RecordKey &key) const
{
    for (const NewRow &row : added) {
        if (row.key == key)
            return &row;
    }
    return nullptr;
}

const NewRow *PendingEdits::addedRow(int number) const
{
    for (const NewRow &row : added) {
        if (row.key.newRow == number)
            return &row;
    }
    return nullptr;
}

const NewRow *PendingEdits::parentOf(const RecordKey &key, int column) const
{
    int number = 0;
    if (const NewRow *row = addedRow(key))
        number = row->parents.value(column);
    else
        number = changed.value(key).value(column).parent;
    return number == 0 ? nullptr : addedRow(number);
}

Value PendingEdits::cell(const RecordKey &key, int column, const Value &stored) const
{
    if (key.isNew()) {
        const NewRow *row = addedRow(key);
        return row ? row->cells.value(column, stored) : stored;
    }
    const auto row = changed.constFind(key);
    if (row == changed.cend())
        return stored;
    const auto edit = row->constFind(column);
    return edit == row->cend() ? stored : edit->now;
}

bool PendingEdits::isChanged(const RecordKey &key, int column) const
{
    const auto row = changed.constFind(key);
    return row != changed.cend() && row->contains(column);
}

} // namespace relata::base
