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
            cells[column] = cell(column);
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

CellView StatementRun::cell(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return CellView::ofInteger(sqlite3_column_int64(m_statement, column));
    case SQLITE_FLOAT:
        return CellView::ofReal(sqlite3_column_double(m_statement, column));
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        return CellView::ofBytes(Value::Type::Text, {text, sqlite3_column_bytes(m_statement, column)});
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return CellView::ofBytes(Value::Type::Blob, {bytes, sqlite3_column_bytes(m_statement, column)});
    }
    default:
        return {};
    }
}

} // namespace relata::db
