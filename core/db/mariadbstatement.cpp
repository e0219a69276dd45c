#include "mariadbstatement.h"

#ifdef RELATA_HAS_LIBMARIADB

#include "core/db/mariadbcolumns.h"

#include <QVariant>

namespace relata::db {

using base::CellView;
using base::Value;

class MariadbStatement::Native
{
public:
    explicit Native(MYSQL *connection) : m_statement(mysql_stmt_init(connection)) {}
    ~Native()
    {
        if (m_statement)
            mysql_stmt_close(m_statement);
    }
    Native(const Native &) = delete;
    Native &operator=(const Native &) = delete;

    bool prepare(const QByteArray &sql)
    {
        // The widest cell of each column is counted while the rows come, so that a buffer fits all of them.
        const my_bool counts = 1;
        return m_statement && !mysql_stmt_attr_set(m_statement, STMT_ATTR_UPDATE_MAX_LENGTH, &counts) &&
               !mysql_stmt_prepare(m_statement, sql.constData(), static_cast<unsigned long>(sql.size()));
    }
    bool execute(std::span<const CellView> values);
    /// Returns the number of rows, or nothing where the server stopped giving them.
    std::optional<qint64> read(base::RowSink &sink);
    MYSQL_STMT *statement() const { return m_statement; }

private:
    MYSQL_STMT *m_statement;
};

namespace {

/// Points to the cell, which has to live until the statement is executed.
MYSQL_BIND boundTo(const CellView &cell)
{
    MYSQL_BIND bind = {};
    bind.buffer_type = MYSQL_TYPE_NULL;
    switch (cell.type) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = const_cast<qint64 *>(&cell.integer);
        break;
    case Value::Type::Real:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = const_cast<double *>(&cell.real);
        break;
    case Value::Type::Text:
    case Value::Type::Blob:
        bind.buffer_type = cell.type == Value::Type::Text ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        bind.buffer = const_cast<char *>(cell.size > 0 ? cell.data : "");
        bind.buffer_length = static_cast<unsigned long>(cell.size);
        break;
    }
    return bind;
}

} // namespace

bool MariadbStatement::Native::execute(std::span<const CellView> values)
{
    // Too few would leave the library reading beyond the last one.
    if (values.size() != mysql_stmt_param_count(m_statement))
        return false;
    QVarLengthArray<MYSQL_BIND, 16> binds;
    for (const CellView &value : values)
        binds.append(boundTo(value));
    return (values.empty() || !mysql_stmt_bind_param(m_statement, binds.data())) &&
           !mysql_stmt_execute(m_statement);
}

std::optional<qint64> MariadbStatement::Native::read(base::RowSink &sink)
{
    if (mysql_stmt_field_count(m_statement) == 0) {
        sink.begin(0);
        return 0;
    }
    if (mysql_stmt_store_result(m_statement))
        return std::nullopt;
    MariadbColumns columns(m_statement);
    sink.begin(columns.count());
    if (!columns.bind())
        return std::nullopt;
    for (qint64 rows = 0;; ++rows) {
        const int fetched = mysql_stmt_fetch(m_statement);
        if (fetched == MYSQL_NO_DATA)
            return rows;
        if (fetched != 0)
            return std::nullopt;
        sink.row(columns.cells());
    }
}

std::unique_ptr<MariadbStatement> MariadbStatement::prepare(const QSqlDriver &driver, const QString &sql,
                                                            Failure &failure)
{
    const QVariant handle = driver.handle();
    if (qstrcmp(handle.typeName(), "st_mysql*") != 0)
        return nullptr;
    auto native = std::make_unique<Native>(*static_cast<MYSQL *const *>(handle.constData()));
    const bool isPrepared = native->prepare(sql.toUtf8());
    std::unique_ptr<MariadbStatement> statement(new MariadbStatement(std::move(native)));
    if (isPrepared)
        return statement;
    failure = statement->failure();
    return nullptr;
}

bool MariadbStatement::run(std::span<const CellView> values, base::RowSink &sink)
{
    MYSQL_STMT *statement = m_native->statement();
    if (!m_native->execute(values))
        return false;
    m_changes = mysql_stmt_field_count(statement) == 0 ? qint64(mysql_stmt_affected_rows(statement)) : 0;
    m_lastInsertId = qint64(mysql_stmt_insert_id(statement));
    const std::optional<qint64> rows = m_native->read(sink);
    m_rows = rows.value_or(0);
    if (rows) // A failure would be forgotten with the result.
        mysql_stmt_free_result(statement);
    return rows.has_value();
}

NativeStatement::Failure MariadbStatement::failure() const
{
    MYSQL_STMT *statement = m_native->statement();
    if (!statement)
        return {QString::number(CR_OUT_OF_MEMORY), QStringLiteral("Out of memory.")};
    if (const unsigned int code = mysql_stmt_errno(statement))
        return {QString::number(code), QString::fromUtf8(mysql_stmt_error(statement))};
    return {QString::number(CR_PARAMS_NOT_BOUND), QStringLiteral("Not as many values as places for them.")};
}

MariadbStatement::MariadbStatement(std::unique_ptr<Native> native) : m_native(std::move(native)) {}

MariadbStatement::~MariadbStatement() = default;

} // namespace relata::db

#else

namespace relata::db {

class MariadbStatement::Native
{
};

std::unique_ptr<MariadbStatement> MariadbStatement::prepare(const QSqlDriver &, const QString &, Failure &)
{
    return nullptr;
}

bool MariadbStatement::run(std::span<const base::CellView>, base::RowSink &)
{
    return false;
}

NativeStatement::Failure MariadbStatement::failure() const
{
    return {};
}

MariadbStatement::MariadbStatement(std::unique_ptr<Native> native) : m_native(std::move(native)) {}

MariadbStatement::~MariadbStatement() = default;

} // namespace relata::db

#endif
