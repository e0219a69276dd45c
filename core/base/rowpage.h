#pragma once

#include "core/base/cellview.h"

#include <QStringView>

#include <vector>

namespace relata::base {

/// Rows by the page, column-major: one tag and eight bytes a cell, texts and bytes in one arena (about 85
/// bytes for a row of six columns). Built row by row in a database thread, then read only; a const page may
/// be read from any thread.
class RowPage
{
public:
    RowPage() = default;
    explicit RowPage(int columns);

    int columnCount() const { return static_cast<int>(m_columns.size()); }
    int rowCount() const { return m_rows; }
    bool isEmpty() const { return m_rows == 0; }

    Value::Type type(int row, int column) const;
    /// The cell as a Value of its own; texts are copied out of the arena.
    Value value(int row, int column) const;
    /// The cell as it lies in the page; valid until the page is changed.
    CellView cell(int row, int column) const;
    /// The cells of one row, in column order.
    Values row(int row) const;

    /// Appends the next cell of the row under construction; a row is complete after columnCount() cells.
    void appendNull(int column);
    void appendInteger(int column, qint64 number);
    void appendReal(int column, double number);
    void appendText(int column, const char *bytes, qsizetype size);
    void appendBlob(int column, const char *bytes, qsizetype size);
    void appendValue(int column, const Value &value) { appendCell(column, CellView::of(value)); }
    /// A cut cell stays one.
    void appendCell(int column, const CellView &cell);
    /// Counts the row whose cells were appended.
    void endRow() { ++m_rows; }
    /// How many bytes of texts and blobs the page holds.
    qsizetype byteCount() const { return m_arena.size(); }
    /// Gives back the memory that growing left over.
    void squeeze();

private:
    struct Column
    {
        std::vector<quint8> tags;
        std::vector<quint64> cells; ///< the integer, the double's bits, or an index into m_spans
    };
    struct Span
    {
        qsizetype start = 0;
        quint32 size = 0;
        quint32 wholeSize = 0; ///< as in CellView
    };

    void appendBytes(int column, const CellView &cell);

    std::vector<Column> m_columns;
    std::vector<Span> m_spans;
    QByteArray m_arena;
    int m_rows = 0;
};

} // namespace relata::base
