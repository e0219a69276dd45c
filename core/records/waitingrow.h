#pragma once

#include "core/base/pendingedits.h"
#include "core/base/result.h"
#include "core/schema/schema.h"

#include <optional>

namespace relata::records {

/// A row that waits for Save, with its table and columns by their names: what a journal keeps of it, one line
/// for each. A value.
struct WaitingRow
{
    enum class Kind {
        Changed,
        Added,
        Deleted,
        Gone, ///< it waits no more
    };
    struct Cell
    {
        QString column;
        base::Value before; ///< of a changed row
        base::Value now;
        int parent = 0; ///< the number of a new row whose key the cell takes

        bool operator==(const Cell &) const = default;
    };

    Kind kind = Kind::Changed;
    base::RecordKey key;
    QList<Cell> cells;                  ///< by name
    std::optional<base::Values> asRead; ///< the whole row as it was read, where that is known
    base::CellDigests digests;          ///< of the cells of asRead that are cut, by column

    bool operator==(const WaitingRow &) const = default;

    /// One line of JSON, without its end.
    QByteArray toLine() const;
    static base::Result<WaitingRow> fromLine(const QByteArray &line);
    /// The row in words: "t 5: v = 'new' (was 'old')".
    QString words() const;
};

/// All rows of some edits, in a stable order; those whose table the schema does not have are left out.
QList<WaitingRow> waitingRows(const base::PendingEdits &edits, const schema::Schema &schema);
/// The rows that wait otherwise than before, those that wait no more among them.
QList<WaitingRow> rowsThatDiffer(const base::PendingEdits &before, const base::PendingEdits &now,
                                 const schema::Schema &schema);

/// The edits that rows stand for; refuses rows that the schema has no place for.
base::Result<base::PendingEdits> editsOf(const QList<WaitingRow> &rows, const schema::Schema &schema);

} // namespace relata::records
