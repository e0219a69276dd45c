#include "statementrun.h"

#include <sqlite3.h>

namespace relata::db {

using base::RowPage;
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

int StatementRun::run(const base::Values &values, RowPage &page)
{
    for (int i = 0; i < values.size(); ++i) {
        if (const int code = bind(i + 1, values[i]); code != SQLITE_OK)
            return code;
    }
    int code = sqlite3_step(m_statement);
    // The first step prepares the statement anew where the schema has changed.
    page = RowPage(sqlite3_column_count(m_statement));
    while (code == SQLITE_ROW) {
        for (int column = 0; column < page.columnCount(); ++column)
            appendCell(page, column);
        page.endRow();
        code = sqlite3_step(m_statement);
    }
    return code;
}

int StatementRun::bind(int number, const Value &value)
{
    const QByteArray &bytes = value.bytes();
    switch (value.type()) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        return sqlite3_bind_int64(m_statement, number, value.toInteger());
    case Value::Type::Real:
        return sqlite3_bind_double(m_statement, number, value.toReal());
    case Value::Type::Text:
        return sqlite3_bind_text64(m_statement, number, bytes.constData(), sqlite3_uint64(bytes.size()),
                                   SQLITE_STATIC, SQLITE_UTF8);
    case Value::Type::Blob:
        return sqlite3_bind_blob64(m_statement, number, bytes.constData(), sqlite3_uint64(bytes.size()),
                                   SQLITE_STATIC);
    }
    return sqlite3_bind_null(m_statement, number);
}

void StatementRun::appendCell(RowPage &page, int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return page.appendInteger(column, sqlite3_column_int64(m_statement, column));
    case SQLITE_FLOAT:
        return page.appendReal(column, sqlite3_column_double(m_statement, column));
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
        return page.appendText(column, text, sqlite3_column_bytes(m_statement, column));
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return page.appendBlob(column, bytes, sqlite3_column_bytes(m_statement, column));
    }
    default:
        return page.appendNull(column);
    }
}

} // namespace relata::db
