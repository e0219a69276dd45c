#pragma once

#include "core/base/statementrecord.h"
#include "core/records/rowreader.h"
#include "core/records/waitingrow.h"

#include <QCoreApplication>

namespace relata::records {

/// A row that waited in a process that has ended, beside what the database has now.
struct ComparedRow
{
    enum class Fate {
        Same,     ///< as it was when it was edited, or new
        Changed,  ///< a cell that is to be written, or any of a row to be deleted, is another one now
        Vanished, ///< the row is no longer there
        Written,  ///< what is to be written is there already
        Unknown,  ///< a row to be deleted of which nobody knows how it was
    };
    WaitingRow row;
    Fate fate = Fate::Same;
    QString words; ///< what has changed since; "" where nothing has

    bool operator==(const ComparedRow &) const = default;
};

/// Finds out what has become of rows that waited for Save. Reads only; lives in the connection's thread.
class RowsComparison
{
    Q_DECLARE_TR_FUNCTIONS(relata::records::RowsComparison)

public:
    RowsComparison(db::Connection &connection, const schema::Schema &schema, const base::Cause &cause);

    /// @param rows rows that the schema has a place for
    base::Result<QList<ComparedRow>> compare(const QList<WaitingRow> &rows) const;
    /// Whether a save that began with these rows has been committed: it writes all or nothing.
    static bool isCommitted(const QList<ComparedRow> &rows);

private:
    using Cells = std::span<const base::CellView>;

    ComparedRow vanished(const WaitingRow &row) const;
    ComparedRow compareStored(const WaitingRow &row, Cells now) const;
    base::Result<ComparedRow> compareNew(const WaitingRow &row) const;
    ComparedRow compareDoomed(const WaitingRow &row, Cells now) const;
    ComparedRow compareCells(const WaitingRow &row, Cells now) const;

    db::Connection &m_connection;
    const RecordShapes m_shapes;
    const base::Cause m_cause;
    const RowReader m_rows;
};

} // namespace relata::records
