#include "postgresqlrows.h"

#ifdef RELATA_HAS_LIBPQ

#include "core/db/postgresqlresult.h"

#include <QSqlResult>
#include <QVarLengthArray>

#include <charconv>
#include <cmath>

namespace relata::db {

using base::CellView;
using base::Value;

namespace {

/// What is made of a column's text. The numbers of PostgreSQL's types never change.
enum class Reading { Text, Integer, Real, Boolean, Bytes };

Reading readingOf(Oid type)
{
    switch (type) {
    case 16:
        return Reading::Boolean;
    case 17:
        return Reading::Bytes;
    case 20: // int8
    case 21: // int2
    case 23: // int4
    case 24: // regproc
    case 26: // oid
    case 28: // xid
    case 29: // cid
        return Reading::Integer;
    case 700: // float4
    case 701: // float8
        return Reading::Real;
    default:
        return Reading::Text;
    }
}

/// The bytes of a bytea, whichever way the server writes them.
QByteArray bytesOf(const char *text)
{
    size_t size = 0;
    unsigned char *bytes = PQunescapeBytea(reinterpret_cast<const unsigned char *>(text), &size);
    const QByteArray copy(reinterpret_cast<const char *>(bytes), qsizetype(size));
    PQfreemem(bytes);
    return copy;
}

template<typename Number>
std::optional<Number> numberOf(const char *text, int size)
{
    Number number = 0;
    const auto read = std::from_chars(text, text + size, number);
    return read.ec == std::errc() && read.ptr == text + size ? std::optional(number) : std::nullopt;
}

/// @param bytes keeps what the cell points to, where that is not in the result
CellView cellOf(const char *text, int size, Reading reading, QByteArray &bytes)
{
    switch (reading) {
    case Reading::Boolean:
        return CellView::ofInteger(*text == 't');
    case Reading::Bytes:
        bytes = bytesOf(text);
        return CellView::ofBytes(Value::Type::Blob, bytes);
    case Reading::Integer:
        if (const auto number = numberOf<qint64>(text, size))
            return CellView::ofInteger(*number);
        break;
    case Reading::Real:
        // A Value has no NaN: it stays the text that the server takes back.
        if (const auto number = numberOf<double>(text, size); number && !std::isnan(*number))
            return CellView::ofReal(*number);
        break;
    case Reading::Text:
        break;
    }
    return CellView::ofBytes(Value::Type::Text, {text, size});
}

/// The query's result in libpq's hands; null where it is no such query.
const PGresult *resultOf(const QSqlQuery &query)
{
    const QVariant handle = query.result()->handle();
    const bool isResult = qstrcmp(handle.typeName(), "pg_result*") == 0;
    return isResult ? *static_cast<PGresult *const *>(handle.constData()) : nullptr;
}

} // namespace

std::optional<qint64> readPostgresqlRows(const QSqlQuery &query, base::RowSink &sink)
{
    const PGresult *result = resultOf(query);
    if (!result || query.isForwardOnly() || PQresultStatus(result) != PGRES_TUPLES_OK)
        return std::nullopt;
    return readResult(*result, sink);
}

qint64 readResult(const PGresult &result, base::RowSink &sink)
{
    const int columns = PQnfields(&result);
    const int rows = PQntuples(&result);
    QVarLengthArray<Reading, 16> readings(columns);
    for (int column = 0; column < columns; ++column)
        readings[column] = readingOf(PQftype(&result, column));
    QVarLengthArray<CellView, 16> cells(columns);
    QVarLengthArray<QByteArray, 16> bytes(columns);
    sink.begin(columns);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            cells[column] = PQgetisnull(&result, row, column)
                                ? CellView()
                                : cellOf(PQgetvalue(&result, row, column), PQgetlength(&result, row, column),
                                         readings[column], bytes[column]);
        }
        sink.row({cells.constData(), size_t(columns)});
    }
    return rows;
}

} // namespace relata::db

#else

namespace relata::db {

std::optional<qint64> readPostgresqlRows(const QSqlQuery &, base::RowSink &)
{
    return std::nullopt;
}

} // namespace relata::db

#endif
