#pragma once

#include "core/base/rowsink.h"

#include <QString>

namespace relata::db {

/// A prepared statement of a server in the hands of the engine's own client library: values and rows travel
/// as they are, without a QVariant for each cell. QtSql still owns the connection, which has to outlive the
/// statement. Lives in the connection's thread.
class NativeStatement
{
public:
    struct Failure
    {
        QString code; ///< SQLSTATE on PostgreSQL, a number on MariaDB; empty where nothing failed
        QString message;
    };

    NativeStatement() = default;
    virtual ~NativeStatement() = default;
    NativeStatement(const NativeStatement &) = delete;
    NativeStatement &operator=(const NativeStatement &) = delete;

    /// Runs to the end and gives every row to the sink; begin() is called also where the statement has none.
    /// False where it fails, also in the middle of the rows: failure() then tells why.
    virtual bool run(std::span<const base::CellView> values, base::RowSink &sink) = 0;
    virtual Failure failure() const = 0;

    qint64 rows() const { return m_rows; }
    /// Rows that an UPDATE found, or that were inserted or deleted; 0 of a SELECT.
    qint64 changes() const { return m_changes; }
    /// On MariaDB; 0 on PostgreSQL, which has RETURNING for it.
    qint64 lastInsertId() const { return m_lastInsertId; }

protected:
    qint64 m_rows = 0;
    qint64 m_changes = 0;
    qint64 m_lastInsertId = 0;
};

} // namespace relata::db
