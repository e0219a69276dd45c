#pragma once

#include "core/base/value.h"

#include <QByteArrayView>

#include <memory>
#include <vector>

namespace relata::orm {

/// What a cell of a record in memory holds; Unloaded where nobody has asked the database yet, or where it was
/// expired.
enum class CellTag : quint8 { Null, Integer, Real, Text, Blob, Unloaded };

/// The column values of all records of one class: column by column, one tag and eight bytes a cell, texts and
/// bytes in blocks that never move. A record is a row number, counted from 0 in the order of arrival, which
/// stays the same as long as the store lives. About 9 bytes a cell and the bytes of its texts. Not for
/// several threads at once.
class CellStore
{
public:
    explicit CellStore(int columns) : m_columns(columns) {}
    CellStore(const CellStore &) = delete;
    CellStore &operator=(const CellStore &) = delete;
    CellStore(CellStore &&) = default;
    CellStore &operator=(CellStore &&) = default;

    int columnCount() const { return m_columns; }
    quint32 rowCount() const { return m_rows; }
    /// A new row, all of whose cells are Unloaded.
    quint32 addRow();

    CellTag tag(quint32 row, int column) const { return *tagAt(row, column); }
    bool isLoaded(quint32 row, int column) const { return tag(row, column) != CellTag::Unloaded; }
    /// Of a cell of that tag; anything else is an error of the caller.
    qint64 integer(quint32 row, int column) const { return qint64(*cellAt(row, column)); }
    double real(quint32 row, int column) const;
    /// The bytes of a Text or Blob; valid until the cell is set again.
    QByteArrayView bytes(quint32 row, int column) const;
    /// The cell as a value of its own; an Unloaded one as NULL.
    base::Value value(quint32 row, int column) const;
    /// True where the cell is loaded and holds this type and content.
    bool equals(quint32 row, int column, const base::Value &value) const;
    /// True where both cells are loaded and hold the same type and content.
    bool equals(quint32 row, int column, const CellStore &other, quint32 otherRow, int otherColumn) const;
    /// Equal cells have equal hashes.
    size_t hash(quint32 row, int column, size_t seed) const;

    void setUnloaded(quint32 row, int column) { *tagAt(row, column) = CellTag::Unloaded; }
    void setNull(quint32 row, int column) { *tagAt(row, column) = CellTag::Null; }
    void setInteger(quint32 row, int column, qint64 number);
    void setReal(quint32 row, int column, double number);
    void setText(quint32 row, int column, QByteArrayView utf8) { setBytes(row, column, CellTag::Text, utf8); }
    void setBlob(quint32 row, int column, QByteArrayView bytes)
    {
        setBytes(row, column, CellTag::Blob, bytes);
    }
    void set(quint32 row, int column, const base::Value &value);
    /// Takes over a cell of another store, or of this one.
    void copy(quint32 row, int column, const CellStore &from, quint32 fromRow, int fromColumn);

    /// What the store has allocated, in bytes.
    size_t allocated() const { return m_allocated; }

private:
    struct Page
    {
        std::unique_ptr<quint64[]> cells; ///< column by column
        std::unique_ptr<CellTag[]> tags;
        quint32 capacity = 0;
    };
    struct Block
    {
        std::unique_ptr<char[]> bytes;
        size_t capacity = 0;
        size_t used = 0;
    };
    struct Place
    {
        size_t page = 0;
        quint32 row = 0;
    };

    static Place placeOf(quint32 row);
    static quint32 capacityOf(size_t page);
    CellTag *tagAt(quint32 row, int column) const;
    quint64 *cellAt(quint32 row, int column) const;
    void setBytes(quint32 row, int column, CellTag tag, QByteArrayView bytes);
    Block &blockFor(size_t size);

    int m_columns;
    quint32 m_rows = 0;
    std::vector<Page> m_pages;
    std::vector<Block> m_blocks;
    size_t m_open = 0; ///< the block that takes small texts, one past its index; 0: none
    size_t m_allocated = 0;
};

} // namespace relata::orm
