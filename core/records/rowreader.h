#pragma once

#include "core/base/statementrecord.h"
#include "core/records/recordshape.h"

#include <functional>
#include <span>

namespace relata::db {
class Connection;
}

namespace relata::records {

/// Reads rows by their values, 500 at a time. Lives in its connection's thread.
class RowReader
{
public:
    RowReader(db::Connection &connection, base::Cause cause)
        : m_connection(connection), m_cause(std::move(cause))
    {
    }

    /// Calls `take` with each of the rows that have these keys, in no order. Large cells come cut.
    base::Done each(const RecordShape &shape, const QList<base::Values> &keys,
                    const std::function<void(const base::RowPage &, int row)> &take) const;
    /// Calls `look` with each of the rows that have these keys, in no order, its cells whole: they have
    /// shape.columns(), and live as long as the call, which may run no statement.
    base::Done eachWhole(const RecordShape &shape, const QList<base::Values> &keys,
                         const std::function<void(const base::RecordKey &key,
                                                  std::span<const base::CellView> cells)> &look) const;
    /// The rows with these keys, in no order, large cells cut; those that are not there are left out.
    base::Result<QList<base::Record>> read(const RecordShape &shape, const QList<base::Values> &keys) const;
    /// Whether more than so few rows have these values in the columns; false where that cannot be read.
    bool hasMoreThan(qsizetype few, const schema::Table &table, const QStringList &columns,
                     const base::Values &values) const;

private:
    db::Connection &m_connection;
    const base::Cause m_cause;
};

} // namespace relata::records
