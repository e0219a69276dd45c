#include "pendingedits.h"

#include <algorithm>
#include <utility>

namespace relata::base {

const NewRow *PendingEdits::addedRow(const RecordKey &key) const
{
    const NewRow *row = key.isNew() ? addedRow(key.newRow) : nullptr;
    return row && row->key == key ? row : nullptr;
}

const NewRow *PendingEdits::addedRow(int number) const
{
    const auto isBefore = [](const NewRow &row, int wanted) { return row.key.newRow < wanted; };
    const auto found = std::lower_bound(added.cbegin(), added.cend(), number, isBefore);
    return found != added.cend() && found->key.newRow == number ? &*found : nullptr;
}

NewRow *PendingEdits::addedRow(int number)
{
    const NewRow *found = std::as_const(*this).addedRow(number);
    return found ? &added[found - added.constData()] : nullptr;
}

const NewRow *PendingEdits::parentOf(const RecordKey &key, int column) const
{
    int number = 0;
    if (const NewRow *row = addedRow(key))
        number = row->parents.value(column);
    else if (const auto edits = changed.constFind(key); edits != changed.cend())
        number = edits->value(column).parent;
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
