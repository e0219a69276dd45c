#include "mariadbcolumns.h"

#ifdef RELATA_HAS_LIBMARIADB

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace relata::db {

using base::CellView;
using base::Value;

namespace {

/// MariaDB's number for "no character set": bytes.
constexpr unsigned int kBinary = 63;
/// Room for every date, time and number, of which the library does not tell how long their text is.
constexpr unsigned long kShortest = 64;

/// The double of the fewest digits that make the float: 0.1 stays 0.1, without digits that nobody wrote.
double widened(float number)
{
    std::array<char, 32> text;
    const auto written = std::to_chars(text.data(), text.data() + text.size(), number);
    double wide = number;
    std::from_chars(text.data(), written.ptr, wide);
    return wide;
}

} // namespace

MariadbColumns::MariadbColumns(MYSQL_STMT *statement)
    : m_statement(statement), m_columns(int(mysql_stmt_field_count(statement)))
{
    MYSQL_RES *metadata = mysql_stmt_result_metadata(statement);
    m_cells.resize(m_columns.size());
    for (int column = 0; column < m_columns.size(); ++column) {
        const MYSQL_FIELD &field = *mysql_fetch_field_direct(metadata, static_cast<unsigned int>(column));
        m_columns[column].reading = readingOf(field);
        m_binds.append(bindOf(m_columns[column], field));
    }
    mysql_free_result(metadata);
}

std::span<const CellView> MariadbColumns::cells()
{
    for (int column = 0; column < m_columns.size(); ++column)
        m_cells[column] = m_columns[column].isNull ? CellView() : cellOf(m_columns[column]);
    return {m_cells.constData(), size_t(m_cells.size())};
}

MariadbColumns::Reading MariadbColumns::readingOf(const MYSQL_FIELD &field)
{
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_YEAR:
        return Reading::Integer;
    case MYSQL_TYPE_LONGLONG:
        return field.flags & UNSIGNED_FLAG ? Reading::Unsigned : Reading::Integer;
    case MYSQL_TYPE_DOUBLE:
        return Reading::Real;
    case MYSQL_TYPE_FLOAT:
        return Reading::ShortReal;
    case MYSQL_TYPE_BIT:
        return Reading::Bits;
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_STRING:
    case MYSQL_TYPE_GEOMETRY:
        return field.charsetnr == kBinary ? Reading::Bytes : Reading::Text;
    default:
        return Reading::Text;
    }
}

MYSQL_BIND MariadbColumns::bindOf(Column &column, const MYSQL_FIELD &field)
{
    MYSQL_BIND bind = {};
    bind.is_null = &column.isNull;
    bind.length = &column.length;
    switch (column.reading) {
    case Reading::Integer:
    case Reading::Unsigned:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = &column.integer;
        bind.is_unsigned = column.reading == Reading::Unsigned || field.type == MYSQL_TYPE_YEAR;
        break;
    case Reading::Real:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &column.real;
        break;
    case Reading::ShortReal:
        bind.buffer_type = MYSQL_TYPE_FLOAT;
        bind.buffer = &column.shortReal;
        break;
    case Reading::Text:
    case Reading::Bytes:
    case Reading::Bits:
        bind.buffer_type = column.reading == Reading::Bytes || column.reading == Reading::Bits
                               ? MYSQL_TYPE_BLOB
                               : MYSQL_TYPE_STRING;
        column.bytes.resize(qsizetype(std::max(field.max_length + 1, kShortest)));
        bind.buffer = column.bytes.data();
        bind.buffer_length = static_cast<unsigned long>(column.bytes.size());
        break;
    }
    return bind;
}

CellView MariadbColumns::cellOf(Column &column)
{
    const char *begin = column.bytes.constData();
    const char *end = begin + std::min(qsizetype(column.length), column.bytes.size());
    switch (column.reading) {
    case Reading::Integer:
        return CellView::ofInteger(column.integer);
    case Reading::Unsigned: {
        if (column.integer >= 0)
            return CellView::ofInteger(column.integer);
        column.bytes = QByteArray::number(quint64(column.integer)); // A Value has no integer that large.
        return CellView::ofBytes(Value::Type::Text, column.bytes);
    }
    case Reading::Real:
        return CellView::ofReal(column.real);
    case Reading::ShortReal:
        return CellView::ofReal(widened(column.shortReal));
    case Reading::Bits: {
        quint64 bits = 0;
        for (const char *byte = begin; byte < end; ++byte)
            bits = bits << 8 | quint8(*byte);
        return CellView::ofInteger(qint64(bits));
    }
    case Reading::Bytes:
    case Reading::Text:
        break;
    }
    return CellView::ofBytes(column.reading == Reading::Bytes ? Value::Type::Blob : Value::Type::Text,
                             {begin, end - begin});
}

} // namespace relata::db

#endif
