#include "rowpage.h"

#include <bit>

namespace relata::base {

RowPage::RowPage(int columns) : m_columns(static_cast<size_t>(columns)) {}

Value::Type RowPage::type(int row, int column) const
{
    return static_cast<Value::Type>(m_columns[size_t(column)].tags[size_t(row)]);
}

Value RowPage::value(int row, int column) const
{
    const Column &cells = m_columns[size_t(column)];
    const quint64 cell = cells.cells[size_t(row)];
    switch (static_cast<Value::Type>(cells.tags[size_t(row)])) {
    case Value::Type::Null:
        return {};
    case Value::Type::Integer:
        return Value::integer(static_cast<qint64>(cell));
    case Value::Type::Real:
        return Value::real(std::bit_cast<double>(cell));
    case Value::Type::Text:
    case Value::Type::Blob:
        break;
    }
    return this->cell(row, column).value();
}

CellView RowPage::cell(int row, int column) const
{
    const quint64 cell = m_columns[size_t(column)].cells[size_t(row)];
    switch (type(row, column)) {
    case Value::Type::Null:
        return {};
    case Value::Type::Integer:
        return CellView::ofInteger(static_cast<qint64>(cell));
    case Value::Type::Real:
        return CellView::ofReal(std::bit_cast<double>(cell));
    case Value::Type::Text:
    case Value::Type::Blob:
        break;
    }
    const Span &span = m_spans[cell];
    CellView bytes =
        CellView::ofBytes(type(row, column), QByteArrayView(m_arena).sliced(span.start, span.size));
    bytes.wholeSize = span.wholeSize;
    return bytes;
}

Values RowPage::row(int row) const
{
    Values values;
    values.reserve(columnCount());
    for (int column = 0; column < columnCount(); ++column)
        values += value(row, column);
    return values;
}

void RowPage::appendNull(int column)
{
    m_columns[size_t(column)].tags.push_back(quint8(Value::Type::Null));
    m_columns[size_t(column)].cells.push_back(0);
}

void RowPage::appendInteger(int column, qint64 number)
{
    m_columns[size_t(column)].tags.push_back(quint8(Value::Type::Integer));
    m_columns[size_t(column)].cells.push_back(static_cast<quint64>(number));
}

void RowPage::appendReal(int column, double number)
{
    m_columns[size_t(column)].tags.push_back(quint8(Value::Type::Real));
    m_columns[size_t(column)].cells.push_back(std::bit_cast<quint64>(number));
}

void RowPage::appendText(int column, const char *bytes, qsizetype size)
{
    appendBytes(column, CellView::ofBytes(Value::Type::Text, {bytes, size}));
}

void RowPage::appendBlob(int column, const char *bytes, qsizetype size)
{
    appendBytes(column, CellView::ofBytes(Value::Type::Blob, {bytes, size}));
}

void RowPage::appendCell(int column, const CellView &cell)
{
    switch (cell.type) {
    case Value::Type::Null:
        return appendNull(column);
    case Value::Type::Integer:
        return appendInteger(column, cell.integer);
    case Value::Type::Real:
        return appendReal(column, cell.real);
    case Value::Type::Text:
    case Value::Type::Blob:
        return appendBytes(column, cell);
    }
}

void RowPage::squeeze()
{
    for (Column &column : m_columns) {
        column.tags.shrink_to_fit();
        column.cells.shrink_to_fit();
    }
    m_spans.shrink_to_fit();
    m_arena.squeeze();
}

void RowPage::appendBytes(int column, const CellView &cell)
{
    m_columns[size_t(column)].tags.push_back(quint8(cell.type));
    m_columns[size_t(column)].cells.push_back(m_spans.size());
    m_spans.push_back({m_arena.size(), quint32(cell.size), cell.wholeSize});
    m_arena.append(cell.data, cell.size);
}

} // namespace relata::base
