#pragma once

#include "core/base/connectionsettings.h"
#include "core/base/cutsink.h"
#include "core/base/result.h"
#include "core/base/rowpage.h"
#include "core/base/rowsink.h"
#include "core/db/changedrow.h"
#include "core/db/statementlog.h"
#include "core/sql/dialect.h"
#include "core/sql/statement.h"

#include <functional>
#include <memory>

namespace relata::db {

class CurrentStatement;

/// An open database of any engine. QtSql owns the connection; the rows are read natively where that pays.
/// Lives in the thread that opened it, except interrupt(). Statements have `?` for their values on every
/// engine.
class Connection
{
public:
    /// Opens what the settings name. Fails with a sentence for people and what to do.
    static base::Result<std::unique_ptr<Connection>> open(const base::ConnectionSettings &settings,
                                                          StatementSink sink = {});
    /// Creates a new, empty SQLite database; refuses a file that exists and has content.
    static base::Result<std::unique_ptr<Connection>> create(const QString &file, StatementSink sink = {});
    virtual ~Connection() = default;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// How this engine writes SQL.
    const sql::Dialect &dialect() const { return m_dialect; }

    /// Runs a SELECT (or a PRAGMA, or a statement with RETURNING) and returns all its rows. Each run is one
    /// record in the sink.
    base::Result<base::RowPage> select(const sql::Statement &statement, const base::Cause &cause = {});
    /// select() of rows that are to be looked at: however large their cells are, the page is not; those come
    /// cut.
    /// @param keep what is kept of the cells of each column
    base::Result<base::RowPage> selectCut(const sql::Statement &statement,
                                          const QList<base::CellAllowance::Keep> &keep = {},
                                          const base::Cause &cause = {});
    /// select() of a PRAGMA about the schema that would prepare every view of it on the way: here it does
    /// not. Views may take for ever, and SQLite cannot be interrupted at that.
    virtual base::Result<base::RowPage> selectApartFromViews(const sql::Statement &statement,
                                                             const base::Cause &cause)
    {
        return select(statement, cause);
    }
    /// Runs a statement and returns how many rows it changed (an UPDATE: found), those of triggers and
    /// cascades left out.
    base::Result<qint64> run(const sql::Statement &statement, const base::Cause &cause = {});
    /// Runs a SELECT whose rows go to a sink as they come; returns how many. The values live as long as the
    /// call. Where it fails the sink may have had some rows.
    base::Result<qint64> read(const QString &sql, std::span<const base::CellView> values, base::RowSink &sink,
                              const base::Cause &cause = {});
    /// run() with values that lie somewhere else; they live as long as the call.
    base::Result<qint64> write(const QString &sql, std::span<const base::CellView> values,
                               const base::Cause &cause = {});
    /// Runs an INSERT of one row and returns the number that the database gave to it.
    /// @param keyColumn the column that the database fills in; null where it fills in none: then the result
    ///                  means nothing, except on SQLite, where it is the rowid
    virtual base::Result<qint64> insert(const QString &sql, std::span<const base::CellView> values,
                                        const QString &keyColumn, const base::Cause &cause = {}) = 0;
    /// The rowid of the last INSERT on SQLite, for tables that know no RETURNING; 0 on servers.
    virtual qint64 lastInsertId() const { return 0; }
    /// The collating sequence of a table's column, null where it is the database's own or not known.
    virtual QString collationOf(const QString &table, const QString &column) const
    {
        static_cast<void>(table);
        static_cast<void>(column);
        return {};
    }
    /// Parses a statement without running it; says why it cannot run. Not recorded.
    virtual base::Done check(const QString &sql) = 0;

    virtual base::Done begin(const base::Cause &cause = {}) = 0;
    virtual base::Done commit(const base::Cause &cause = {}) = 0;
    virtual void rollback(const base::Cause &cause = {}) = 0;

    bool isReadOnly() const { return !m_readOnlyReason.isEmpty(); }
    const QString &readOnlyReason() const { return m_readOnlyReason; }
    /// "SQLite 3.40.1"
    static QString engineVersion();
    /// Ends the statement that runs now with ErrorCode::Cancelled. From any thread; harmless where nothing
    /// runs.
    virtual void interrupt() = 0;
    /// Each statement is set there before it runs; null ends that. See CurrentStatement::Watch.
    void tellCurrent(CurrentStatement *running) { m_current = running; }
    /// From now on the listener is told of each row that a statement changes, while it runs; an empty one
    /// ends that. It may not use the connection. False where the engine cannot tell.
    virtual bool listenToRows(RowListener listener)
    {
        static_cast<void>(listener);
        return false;
    }
    /// Refuses where the database is not the one any more that was opened: its file was replaced, removed or
    /// overwritten. begin() asks the same.
    virtual base::Done checkFile() { return {}; }
    /// The schema has been read: from now on begin() refuses where another program has changed it since.
    virtual base::Done keepSchema() { return {}; }
    /// Whether another program has changed the schema since keepSchema().
    virtual base::Result<bool> schemaMoved() { return false; }
    /// Device and inode of the file as one text; null where there is no file.
    virtual QString place() const { return {}; }
    /// Puts all statements aside; needed before a change of the schema.
    virtual void clearStatements() = 0;

protected:
    /// What the number is that a run gives.
    enum class Count { Rows, Changes };

    Connection(sql::Dialect dialect, StatementSink sink);

    /// One statement from the first value to the last row; returns the rows that came or were changed.
    virtual base::Result<qint64> perform(const QString &sql, std::span<const base::CellView> values,
                                         base::RowSink &sink, Count count) = 0;
    /// perform() with its record in the statement log.
    base::Result<qint64> execute(const QString &sql, std::span<const base::CellView> values,
                                 base::RowSink &sink, const base::Cause &cause, Count count);
    base::Done simply(const QString &sql, const base::Cause &cause = {});
    static QString nextConnectionName();

    StatementSink m_sink;
    QString m_readOnlyReason;

private:
    sql::Dialect m_dialect;
    CurrentStatement *m_current = nullptr;
};

/// What a statement does, at the beginning of a sentence: "Reading", "Saving", "The statement".
QString doingOf(const QString &sql);

} // namespace relata::db
