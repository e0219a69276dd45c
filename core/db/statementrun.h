#pragma once

#include "core/base/rowpage.h"

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
    /// Runs to the end and fills the page with all rows. Returns SQLITE_DONE or the code of what went wrong.
    /// The values have to live as long as the run.
    int run(const base::Values &values, base::RowPage &page);

private:
    int bind(int number, const base::Value &value);
    void appendCell(base::RowPage &page, int column) const;

    sqlite3_stmt *m_statement;
};

} // namespace relata::db
