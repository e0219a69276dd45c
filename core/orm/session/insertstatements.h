#pragma once

#include "core/orm/store/mapper.h"

#include <QHash>

namespace relata::orm {

/// The INSERT of a class's rows, with one value for each of the columns, in their order.
struct InsertStatement
{
    QString text;
    QString table;
    QStringList names;
    std::vector<int> columns;
    QString keyColumn; ///< that the database fills in; null where it fills in none
};

/// INSERT statements, each written once. Generated columns are never among their columns.
class InsertStatements
{
public:
    explicit InsertStatements(const sql::Dialect &dialect) : m_dialect(dialect) {}

    /// The statement lives until the next call.
    /// @param leftOut the key columns without a value, by their place in the key; it is for keys of up to 64
    ///                columns
    const InsertStatement &of(const Mapper &mapper, quint64 leftOut);

private:
    sql::Dialect m_dialect;
    using Place = std::pair<int, quint64>; ///< class and left out key columns
    QHash<Place, InsertStatement> m_statements;
    Place m_latestPlace;
    const InsertStatement *m_latest = nullptr; ///< most rows are written like the one before
};

} // namespace relata::orm
