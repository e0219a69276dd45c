#pragma once

#ifdef RELATA_HAS_LIBMARIADB

#include "core/base/cellview.h"

#include <QVarLengthArray>

#include <errmsg.h>
#include <mysql.h>
#include <span>

namespace relata::db {

/// The columns of one stored result: where its rows are fetched to, and what cells are made of that. Only for
/// MariadbStatement, in the connection's thread; gone before the result is freed.
class MariadbColumns
{
public:
    explicit MariadbColumns(MYSQL_STMT *statement);
    MariadbColumns(const MariadbColumns &) = delete;
    MariadbColumns &operator=(const MariadbColumns &) = delete;

    int count() const { return int(m_columns.size()); }
    bool bind() { return !mysql_stmt_bind_result(m_statement, m_binds.data()); }
    /// The row fetched last; valid until the next one is fetched.
    std::span<const base::CellView> cells();

private:
    /// What is made of a column's cells.
    enum class Reading { Text, Bytes, Integer, Unsigned, Real, ShortReal, Bits };
    struct Column
    {
        Reading reading = Reading::Text;
        unsigned long length = 0;
        my_bool isNull = 0;
        union {
            qint64 integer = 0;
            double real;
            float shortReal;
        };
        QByteArray bytes; ///< large enough for the widest cell
    };

    static Reading readingOf(const MYSQL_FIELD &field);
    static MYSQL_BIND bindOf(Column &column, const MYSQL_FIELD &field);
    static base::CellView cellOf(Column &column);

    MYSQL_STMT *m_statement;
    QVarLengthArray<Column, 16> m_columns;
    QVarLengthArray<MYSQL_BIND, 16> m_binds;
    QVarLengthArray<base::CellView, 16> m_cells;
};

} // namespace relata::db

#endif
