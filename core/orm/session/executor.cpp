#include "executor.h"

#include "core/db/connection.h"
#include "core/orm/session/insertstatements.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using base::RowPage;
using base::Value;

namespace {

QString savepointName(int depth)
{
    return u"relata_%1"_s.arg(depth);
}

/// "a" = ? AND "b" IS NULL, and the values that are bound.
QString conditions(const sql::Dialect &dialect, const NamedValues &where, base::Values &values)
{
    QStringList terms;
    for (const auto &[column, value] : where) {
        terms += dialect.quoted(column) + (value.isNull() ? u" IS NULL"_s : u" = ?"_s);
        if (!value.isNull())
            values += value;
    }
    return terms.join(u" AND "_s);
}

sql::Statement insertStatement(const sql::Dialect &dialect, const QString &table, const NamedValues &values)
{
    QStringList columns;
    QStringList marks;
    sql::Statement statement;
    for (const auto &[column, value] : values) {
        columns += dialect.quoted(column);
        marks += u"?"_s;
        statement.values += value;
    }
    statement.text =
        u"INSERT INTO "_s + dialect.quoted(table) +
        (values.isEmpty() ? dialect.noValues()
                          : u" ("_s + columns.join(u", "_s) + u") VALUES ("_s + marks.join(u", "_s) + u')');
    return statement;
}

} // namespace

Done Executor::open()
{
    m_wasUsed = true;
    if (m_open)
        return {};
    if (const Done begun = m_connection.begin(m_cause); !begun)
        return begun;
    m_open = true;
    return {};
}

Result<RowPage> Executor::select(const Select &select, Observed observed)
{
    if (const Done allowed = m_gate ? m_gate() : Done(); !allowed)
        return fail(allowed.error());
    m_wasUsed = true;
    const sql::Statement statement = select.statement(m_connection.dialect());
    if (m_observer && observed == Observed::Yes)
        tellSelect(select, statement.text, statement.values);
    return m_connection.select(statement, m_cause);
}

Done Executor::read(const Select &shape, const QString &text, std::span<const base::CellView> values,
                    base::RowSink &sink)
{
    if (const Done allowed = m_gate ? m_gate() : Done(); !allowed)
        return allowed;
    m_wasUsed = true;
    if (m_observer) {
        base::Values bound;
        for (const base::CellView &value : values)
            bound += value.value();
        tellSelect(shape, text, bound);
    }
    const auto rows = m_connection.read(text, values, sink, m_cause);
    return rows ? Done() : fail(rows.error());
}

void Executor::tellSelect(const Select &select, const QString &text, base::Values values) const
{
    SentStatement sent;
    sent.sql = text;
    sent.tables = select.tables;
    sent.tables.sort();
    sent.tables.removeDuplicates();
    sent.params = std::move(values);
    sent.outerJoins = select.outerJoins;
    sent.limit = select.limit >= 0 || select.offset >= 0 || select.innerLimit;
    sent.subquery = select.hasSubquery;
    sent.ordered = !select.order.isEmpty();
    m_observer(sent);
}

Result<qint64> Executor::write(SentStatement::Kind kind, const QString &table, const WrittenRow &row,
                               const sql::Statement &statement)
{
    if (const Done ready = readyToWrite(); !ready)
        return fail(ready.error());
    tellWrite(kind, table, row, statement.text);
    return m_connection.run(statement, m_cause);
}

Done Executor::readyToWrite()
{
    if (const Done allowed = m_gate ? m_gate() : Done(); !allowed)
        return allowed;
    return open();
}

void Executor::tellWrite(SentStatement::Kind kind, const QString &table, const WrittenRow &row,
                         const QString &text) const
{
    if (!m_observer)
        return;
    SentStatement sent;
    sent.kind = kind;
    sent.sql = text;
    sent.tables = {table};
    sent.row = row;
    m_observer(sent);
}

Result<qint64> Executor::insert(const QString &table, const NamedValues &values)
{
    const sql::Statement statement = insertStatement(m_connection.dialect(), table, values);
    if (const auto done = write(SentStatement::Kind::Insert, table, {values, {}}, statement); !done)
        return fail(done.error());
    return m_connection.lastInsertId();
}

Result<RowPage> Executor::insertReturning(const QString &table, const NamedValues &values,
                                          const QStringList &columns)
{
    sql::Statement statement = insertStatement(m_connection.dialect(), table, values);
    statement.text += u" RETURNING "_s + m_connection.dialect().quotedList(columns);
    if (const Done ready = readyToWrite(); !ready)
        return fail(ready.error());
    tellWrite(SentStatement::Kind::Insert, table, {values, {}}, statement.text);
    return m_connection.select(statement, m_cause);
}

Result<qint64> Executor::insert(const InsertStatement &statement, std::span<const base::CellView> values)
{
    if (const Done ready = readyToWrite(); !ready)
        return fail(ready.error());
    if (m_observer) {
        WrittenRow row;
        for (size_t i = 0; i < values.size(); ++i)
            row.set += {statement.names.at(qsizetype(i)), values[i].value()};
        tellWrite(SentStatement::Kind::Insert, statement.table, row, statement.text);
    }
    return m_connection.insert(statement.text, values, statement.keyColumn, m_cause);
}

Result<qint64> Executor::update(const QString &table, const WrittenRow &row)
{
    const sql::Dialect &dialect = m_connection.dialect();
    QStringList sets;
    sql::Statement statement;
    for (const auto &[column, value] : row.set) {
        sets += dialect.quoted(column) + u" = ?"_s;
        statement.values += value;
    }
    statement.text = u"UPDATE "_s + dialect.quoted(table) + u" SET "_s + sets.join(u", "_s) + u" WHERE "_s +
                     conditions(dialect, row.where, statement.values);
    return write(SentStatement::Kind::Update, table, row, statement);
}

Result<qint64> Executor::remove(const QString &table, const NamedValues &where)
{
    const sql::Dialect &dialect = m_connection.dialect();
    sql::Statement statement;
    const QString condition = conditions(dialect, where, statement.values);
    statement.text = u"DELETE FROM "_s + dialect.quoted(table) + u" WHERE "_s + condition;
    return write(SentStatement::Kind::Delete, table, {{}, where}, statement);
}

Result<RowPage> Executor::run(const QString &sql)
{
    m_wasUsed = true;
    const QString verb = sql.section(u' ', 0, 0).toUpper();
    if (verb != "SELECT"_L1) {
        if (const Done begun = open(); !begun)
            return fail(begun.error());
    }
    if (m_observer) {
        SentStatement sent;
        sent.kind = SentStatement::Kind::Text;
        sent.sql = sql;
        m_observer(sent);
    }
    return m_connection.select({sql, {}}, m_cause);
}

Done Executor::commit()
{
    if (m_open) {
        if (const Done done = m_connection.commit(m_cause); !done)
            return done;
    }
    m_open = m_wasUsed = false;
    return {};
}

void Executor::rollback()
{
    if (m_open)
        m_connection.rollback(m_cause);
    m_open = m_wasUsed = false;
}

Done Executor::savepoint(int depth)
{
    if (const Done begun = open(); !begun)
        return begun;
    const auto done = m_connection.run({u"SAVEPOINT "_s + savepointName(depth), {}}, m_cause);
    return done ? Done() : fail(done.error());
}

Done Executor::rollbackTo(int depth)
{
    const auto done = m_connection.run({u"ROLLBACK TO SAVEPOINT "_s + savepointName(depth), {}}, m_cause);
    return done ? release(depth) : fail(done.error());
}

Done Executor::release(int depth)
{
    const auto done = m_connection.run({u"RELEASE SAVEPOINT "_s + savepointName(depth), {}}, m_cause);
    return done ? Done() : fail(done.error());
}

Done Executor::beginForecast()
{
    m_openedForForecast = !m_open;
    if (const Done begun = open(); !begun)
        return begun;
    const auto done = m_connection.run({u"SAVEPOINT relata_forecast"_s, {}}, m_cause);
    return done ? Done() : fail(done.error());
}

Done Executor::endForecast()
{
    if (m_openedForForecast) {
        rollback();
        return {};
    }
    auto done = m_connection.run({u"ROLLBACK TO SAVEPOINT relata_forecast"_s, {}}, m_cause);
    if (done)
        done = m_connection.run({u"RELEASE SAVEPOINT relata_forecast"_s, {}}, m_cause);
    if (done)
        return {};
    rollback();
    return fail(done.error());
}

} // namespace relata::orm
