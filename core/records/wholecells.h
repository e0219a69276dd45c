#pragma once

#include "core/base/record.h"
#include "core/base/statementrecord.h"
#include "core/records/recordshape.h"

#include <functional>

class QIODevice;

namespace relata::db {
class Connection;
}

namespace relata::records {

/// Reads whole the cells that pages show cut, each by the address of its row, or by what was seen of it where
/// it has none. Lives in its connection's thread.
class WholeCells
{
public:
    WholeCells(db::Connection &connection, const RecordShapes &shapes, base::Cause cause)
        : m_connection(connection), m_shapes(shapes), m_cause(std::move(cause))
    {
    }

    /// The values of cells of stored rows, in the order asked.
    base::Result<base::Values> read(const QList<base::CellPlace> &cells) const;
    /// Writes the bytes of a Text or Blob to a device without copying them; returns how many.
    base::Result<qint64> write(const base::CellPlace &cell, QIODevice &device) const;

private:
    base::Done
    readColumn(const QList<base::CellPlace> &cells,
               const std::function<void(const base::RecordKey &key, const base::CellView &cell)> &take) const;
    base::Done readAlike(const base::CellPlace &cell,
                         const std::function<void(const base::CellView &cell)> &take) const;

    db::Connection &m_connection;
    const RecordShapes &m_shapes;
    const base::Cause m_cause;
};

/// A request for the page after a row: the value by which the rows are sorted has to be whole for that.
base::Result<base::PageRequest> wholeRequest(db::Connection &connection, const RecordShapes &shapes,
                                             base::PageRequest request, const base::Cause &cause);

} // namespace relata::records
