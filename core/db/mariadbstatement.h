#pragma once

#include "core/base/rowsink.h"

#include <QByteArray>
#include <QSqlDriver>

#include <memory>

namespace relata::db {

/// A prepared statement of MariaDB in its client library's own hands: values and rows travel as they are,
/// without a QVariant for each cell, and the rows of every statement can be read, an INSERT's with RETURNING
/// too, where QMYSQL reads only those of a SELECT. QtSql still owns the connection, which has to outlive the
/// statement. Lives in the connection's thread.
///
/// Dates and times are text as the server writes them, with all their digits; a DECIMAL is text, because a
/// double cannot hold it; a text is text whatever its collation.
class MariadbStatement
{
public:
    struct Failure
    {
        int code = 0; ///< MariaDB's number; 0 where nothing failed
        QString message;
    };

    /// Null with a failure where the server refuses the text; null without one where Relata was built without
    /// the client library or the driver is no QMYSQL: then QtSql has to do all of it.
    static std::unique_ptr<MariadbStatement> prepare(const QSqlDriver &driver, const QString &sql,
                                                     Failure &failure);
    ~MariadbStatement();
    MariadbStatement(const MariadbStatement &) = delete;
    MariadbStatement &operator=(const MariadbStatement &) = delete;

    /// Runs to the end and gives every row to the sink; begin() is called also where the statement has none.
    /// False where it fails, also in the middle of the rows: failure() then tells why.
    bool run(std::span<const base::CellView> values, base::RowSink &sink);
    Failure failure() const;
    qint64 rows() const { return m_rows; }
    /// Rows that an UPDATE found, or that were inserted or deleted; 0 of a SELECT.
    qint64 changes() const { return m_changes; }
    qint64 lastInsertId() const { return m_lastInsertId; }

private:
    class Native;
    explicit MariadbStatement(std::unique_ptr<Native> native);

    std::unique_ptr<Native> m_native;
    qint64 m_rows = 0;
    qint64 m_changes = 0;
    qint64 m_lastInsertId = 0;
};

} // namespace relata::db
