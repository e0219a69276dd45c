#pragma once

#include "core/base/result.h"
#include "core/base/rowpage.h"
#include "core/base/rowsink.h"
#include "core/base/statementrecord.h"
#include "core/db/connection.h"
#include "core/orm/plan/select.h"
#include "core/orm/session/sentstatement.h"

#include <functional>

namespace relata::orm {

struct InsertStatement;

/// The one place through which a session talks to its database: sends statements, opens the transaction
/// before the first write, tells an observer what was sent. Does not own the connection; lives in its thread.
class Executor
{
public:
    using Observer = std::function<void(const SentStatement &)>;

    explicit Executor(db::Connection &connection) : m_connection(connection) {}

    void setObserver(Observer observer) { m_observer = std::move(observer); }
    const Observer &observer() const { return m_observer; }
    bool listenToRows(db::RowListener listener) { return m_connection.listenToRows(std::move(listener)); }
    /// Asked before every SELECT and every write of a row, but not by run() and begin(); where it fails
    /// nothing is sent.
    void setGate(std::function<base::Done()> gate) { m_gate = std::move(gate); }
    /// Why the statements run, for the statement log.
    void setCause(base::Cause cause) { m_cause = std::move(cause); }

    enum class Observed { Yes, No };
    base::Result<base::RowPage> select(const Select &select, Observed observed = Observed::Yes);
    /// Sends a SELECT whose text is known; its rows go to the sink as they come.
    /// @param shape what it reads, for the observer
    /// @param values for all its placeholders; they live as long as the call
    base::Done read(const Select &shape, const QString &text, std::span<const base::CellView> values,
                    base::RowSink &sink);
    /// Returns the number that SQLite gave to the row; on servers 0: there it is for rows that bring their
    /// key.
    base::Result<qint64> insert(const QString &table, const NamedValues &values);
    /// Returns the number that the database gave to the row; one value for each column of the statement.
    base::Result<qint64> insert(const InsertStatement &statement, std::span<const base::CellView> values);
    /// Returns some columns of the row as the database has stored it: no row where it took none.
    base::Result<base::RowPage> insertReturning(const QString &table, const NamedValues &values,
                                                const QStringList &columns);
    /// Returns how many rows matched.
    base::Result<qint64> update(const QString &table, const WrittenRow &row);
    base::Result<qint64> remove(const QString &table, const NamedValues &where);
    /// A statement of somebody else's making on the session's connection.
    base::Result<base::RowPage> run(const QString &sql);

    /// Whether the database was asked for anything since the last commit or rollback.
    bool wasUsed() const { return m_wasUsed; }
    /// Begins the transaction before the first write does.
    base::Done begin() { return open(); }
    base::Done commit();
    void rollback();
    base::Done savepoint(int depth);
    base::Done release(int depth);
    /// Takes back what was done since a savepoint, and ends it.
    base::Done rollbackTo(int depth);
    /// What comes now will be taken back by endForecast(); one forecast at a time.
    base::Done beginForecast();
    /// The transaction is as it was before, closed where it was. Fails where it is lost, because a trigger
    /// has rolled it back.
    base::Done endForecast();

private:
    base::Result<qint64> write(SentStatement::Kind kind, const QString &table, const WrittenRow &row,
                               const sql::Statement &statement);
    base::Done open();
    base::Done readyToWrite();
    void tellWrite(SentStatement::Kind kind, const QString &table, const WrittenRow &row,
                   const QString &text) const;
    void tellSelect(const Select &select, const QString &text, base::Values values) const;

    db::Connection &m_connection;
    std::function<base::Done()> m_gate;
    Observer m_observer;
    base::Cause m_cause;
    bool m_open = false;
    bool m_wasUsed = false;
    bool m_openedForForecast = false;
};

} // namespace relata::orm
