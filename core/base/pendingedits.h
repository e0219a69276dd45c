#pragma once

#include "core/base/record.h"

#include <QHash>
#include <QSet>

namespace relata::base {

/// A changed cell: what it was when it was read, and what it shall be.
struct CellEdit
{
    Value before;
    Value now;
    int parent = 0; ///< the number of a new row whose key the cell takes when both are saved; 0: none

    bool operator==(const CellEdit &) const = default;
};

/// The cells that a row that waits for Save has been given; all others take their defaults.
struct NewRow
{
    RecordKey key; ///< key.newRow numbers it
    QHash<int, Value> cells;
    /// Parents that wait for Save themselves: column -> the new row whose key the column takes.
    QHash<int, int> parents;

    bool operator==(const NewRow &) const = default;
};

/// SHA-256 of large cells, by column.
using CellDigests = QHash<int, QByteArray>;

/// Everything that waits for Save, as a value: views lay it over the rows they show.
struct PendingEdits
{
    QHash<RecordKey, QHash<int, CellEdit>> changed; ///< by row, then by column index
    QList<NewRow> added; ///< in the order of adding, which is that of their numbers
    QSet<RecordKey> deleted;
    /// Changed rows as the person saw them, where their address can become another row's (the rowid), and
    /// deleted ones: Save compares them whole.
    QHash<RecordKey, Values> asRead;
    /// Of deleted rows: what the cells of asRead that are cut held when the row was marked.
    QHash<RecordKey, CellDigests> digests;
    /// Why the last Save was refused, at the row where it was; cleared by the next edit of the row.
    RecordKey refusedRow;
    QString refusal;

    bool isEmpty() const { return changed.isEmpty() && added.isEmpty() && deleted.isEmpty(); }
    qsizetype count() const { return changed.size() + added.size() + deleted.size(); }
    /// Null where no such row waits.
    const NewRow *addedRow(const RecordKey &key) const;
    const NewRow *addedRow(int number) const;
    NewRow *addedRow(int number);
    /// The new row whose key a cell takes when both are saved; null where it takes none.
    const NewRow *parentOf(const RecordKey &key, int column) const;
    /// The value that a cell shows: the edited one, else `stored`.
    Value cell(const RecordKey &key, int column, const Value &stored) const;
    bool isChanged(const RecordKey &key, int column) const;

    bool operator==(const PendingEdits &) const = default;
};

} // namespace relata::base

Q_DECLARE_METATYPE(relata::base::PendingEdits)
