#pragma once

#include "core/base/rowsink.h"

struct sqlite3_stmt;

namespace relata::db {

/// One run of a prepared statement through SQLite's own calls: binds, steps, reads, and resets the statement
/// when it goes. Texts travel as the bytes that the database has, both ways: QtSql reads them as UTF-16,
/// which changes those that are not valid. Lives in the connection's thread.
class StatementRun
{
public:
    explicit StatementRun(sqlite3_stmt *statement) : m_statement(statement) {}
    ~StatementRun();
    StatementRun(const StatementRun &) = delete;
    StatementRun &operator=(const StatementRun &) = delete;

    /// How many values the statement wants.
    int placeholders() const;
    /// Runs to the end; every row goes to the sink. Returns SQLITE_DONE or the code of what went wrong. The
    /// values have to live as long as the run.
    int run(std::span<const base::CellView> values, base::RowSink &sink);
    qint64 rows() const { return m_rows; }

private:
    int bind(int number, const base::CellView &value);
    void readCell(int column, base::CellView &cell) const;

    sqlite3_stmt *m_statement;
    qint64 m_rows = 0;
};

} // namespace relata::db
