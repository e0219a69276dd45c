#include "statementrun.h"

#include <QVarLengthArray>

#include <sqlite3.h>

namespace relata::db {

using base::CellView;
using base::Value;

StatementRun::~StatementRun()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

int StatementRun::placeholders() const
{
    return sqlite3_bind_parameter_count(m_statement);
}

int StatementRun::run(std::span<const CellView> values, base::RowSink &sink)
{
    int number = 0;
    for (const CellView &value : values) {
        if (const int code = bind(++number, value); code != SQLITE_OK)
            return code;
    }
    int code = sqlite3_step(m_statement);
    // The first step prepares the statement anew where the schema has changed.
    const int columns = sqlite3_column_count(m_statement);
    sink.begin(columns);
    QVarLengthArray<CellView, 16> cells(columns);
    const std::span<const CellView> row(cells.constData(), size_t(columns));
    for (; code == SQLITE_ROW; code = sqlite3_step(m_statement)) {
        for (int column = 0; column < columns; ++column)
            readCell(column, cells[column]);
        sink.row(row);
        ++m_rows;
    }
    return code;
}

int StatementRun::bind(int number, const CellView &value)
{
    switch (value.type) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        return sqlite3_bind_int64(m_statement, number, value.integer);
    case Value::Type::Real:
        return sqlite3_bind_double(m_statement, number, value.real);
    case Value::Type::Text:
        return sqlite3_bind_text64(m_statement, number, value.size > 0 ? value.data : "",
                                   sqlite3_uint64(value.size), SQLITE_STATIC, SQLITE_UTF8);
    case Value::Type::Blob:
        return sqlite3_bind_blob64(m_statement, number, value.size > 0 ? value.data : "",
                                   sqlite3_uint64(value.size), SQLITE_STATIC);
    }
    return sqlite3_bind_null(m_statement, number);
}

/// sqlite3_column_value() and the sqlite3_value functions look a cell up once; they are for one thread, which
/// is all that the connection has.
void StatementRun::readCell(int column, CellView &cell) const
{
    sqlite3_value *value = sqlite3_column_value(m_statement, column);
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        cell.type = Value::Type::Integer;
        cell.integer = sqlite3_value_int64(value);
        return;
    case SQLITE_FLOAT:
        cell.type = Value::Type::Real;
        cell.real = sqlite3_value_double(value);
        return;
    case SQLITE_TEXT:
        cell.type = Value::Type::Text;
        cell.data = reinterpret_cast<const char *>(sqlite3_value_text(value));
        cell.size = sqlite3_value_bytes(value);
        return;
    case SQLITE_BLOB:
        cell.type = Value::Type::Blob;
        cell.data = static_cast<const char *>(sqlite3_value_blob(value));
        cell.size = sqlite3_value_bytes(value);
        return;
    default:
        cell.type = Value::Type::Null;
    }
}

} // namespace relata::db
