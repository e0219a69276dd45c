#pragma once

#include "core/base/statementrecord.h"
#include "core/records/recordmemory.h"

#include <optional>

namespace relata::sql {
class KeyMatch;
}

namespace relata::db {
class Connection;
}

namespace relata::records {

/// The titles of rows: from memory where everything they need is there, else by statements that only the
/// display needs. What these read does not enter memory. Lives in its connection's thread.
class TitleReader
{
public:
    TitleReader(db::Connection &connection, const RecordShapes &shapes)
        : m_connection(connection), m_shapes(shapes)
    {
    }

    /// The title of a record; nothing where it needs a parent that is not in memory.
    std::optional<QString> fromMemory(const RecordMemory &memory, orm::ObjectRef object) const;

    /// The keys and titles of the rows whose columns have these values, in the order asked; a row that is not
    /// there is `missing`. One statement for 500 rows.
    /// @param children given where the rows are children that are looked for by their parents' columns
    base::Result<QList<base::NodeSummary>> read(const RecordShape &shape, const QStringList &columns,
                                                const QList<base::Values> &values, const base::Cause &cause,
                                                const sql::KeyMatch *children = nullptr) const;

private:
    db::Connection &m_connection;
    const RecordShapes &m_shapes;
};

} // namespace relata::records
