#pragma once

#include "core/base/cellview.h"

#include <algorithm>
#include <bit>
#include <memory>
#include <span>
#include <vector>

namespace relata::orm {

/// What a cell of a record in memory holds; Unloaded where nobody has asked the database yet, or where it was
/// expired.
enum class CellTag : quint8 {
    Null,
    Integer,
    Real,
    Text,
    Blob,
    Unloaded,
    UnloadedBytes, ///< inside the store only: Unloaded, but with room for bytes
};

/// The column values of all records of one class: column by column, one tag and eight bytes a cell, texts and
/// bytes in blocks that never move. Bytes that are set again take the room of those before where it is
/// enough, so that reading a record again costs none; a shorter text's spare room is lost. A record is a row
/// number, counted from 0 in the order of arrival, which stays the same as long as the store lives. About 9
/// bytes a cell and the bytes of its texts. Not for several threads at once.
class CellStore
{
public:
    explicit CellStore(int columns) : m_columns(columns) {}
    CellStore(const CellStore &) = delete;
    CellStore &operator=(const CellStore &) = delete;
    CellStore(CellStore &&) = default;
    CellStore &operator=(CellStore &&) = default;
    /// A copy that has nothing in common with this one.
    CellStore clone() const;

    int columnCount() const { return m_columns; }
    quint32 rowCount() const { return m_rows; }
    /// A new row, all of whose cells are Unloaded.
    quint32 addRow();

    CellTag tag(quint32 row, int column) const { return std::min(*tagAt(row, column), CellTag::Unloaded); }
    bool isLoaded(quint32 row, int column) const { return tag(row, column) != CellTag::Unloaded; }
    /// Of a cell of that tag; anything else is an error of the caller.
    qint64 integer(quint32 row, int column) const { return qint64(*cellAt(row, column)); }
    double real(quint32 row, int column) const;
    /// The bytes of a Text or Blob; valid until the cell is set again.
    QByteArrayView bytes(quint32 row, int column) const;
    /// The cell where it lies, an Unloaded one as NULL; its bytes are valid until the store is changed.
    base::CellView view(quint32 row, int column) const;
    /// The cell as a value of its own; an Unloaded one as NULL.
    base::Value value(quint32 row, int column) const;
    /// True where the cell is loaded and holds this type and content.
    bool equals(quint32 row, int column, const base::Value &value) const
    {
        return equals(row, column, base::CellView::of(value));
    }
    bool equals(quint32 row, int column, const base::CellView &cell) const;
    /// Null where the cell is no integer.
    const qint64 *ifInteger(quint32 row, int column) const
    {
        const Place place = placeOf(row);
        const size_t at = size_t(column) * place.stride;
        return place.tags[at] == CellTag::Integer ? reinterpret_cast<const qint64 *>(place.cells + at)
                                                  : nullptr;
    }
    /// True where the cell is this integer.
    bool holds(quint32 row, int column, qint64 number) const
    {
        const Place place = placeOf(row);
        const size_t at = size_t(column) * place.stride;
        return qint64(place.cells[at]) == number && place.tags[at] == CellTag::Integer;
    }
    /// True where both cells are loaded and hold the same type and content.
    bool equals(quint32 row, int column, const CellStore &other, quint32 otherRow, int otherColumn) const;
    void setUnloaded(quint32 row, int column);
    void setNull(quint32 row, int column) { set(row, column, base::CellView()); }
    void setInteger(quint32 row, int column, qint64 number);
    void setReal(quint32 row, int column, double number);
    void setText(quint32 row, int column, QByteArrayView utf8) { setBytes(row, column, CellTag::Text, utf8); }
    void set(quint32 row, int column, const base::Value &value)
    {
        set(row, column, base::CellView::of(value));
    }
    void set(quint32 row, int column, const base::CellView &cell);
    /// The first cells of a row that was added and not set yet; the quickest way in.
    void fillRow(quint32 row, std::span<const base::CellView> cells);
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
        bool isLong = false; ///< for one long text alone
    };
    /// Where a row's cells lie: that of a column `stride` after that of the column before.
    struct Place
    {
        quint64 *cells = nullptr;
        CellTag *tags = nullptr;
        size_t stride = 0;
    };

    /// Pages double from 64 rows to 4096 and stay there, so that a small class costs little and a large one
    /// leaves little unused.
    static constexpr quint32 kFirstPage = 64;
    static constexpr quint32 kLargestPage = 4096;
    static constexpr size_t kGrowingPages = 6; ///< 64, 128, ... 2048
    static constexpr quint32 kGrowingRows = kLargestPage - kFirstPage;

    Place placeOf(quint32 row) const
    {
        size_t page = 0;
        quint32 offset = 0;
        if (row >= kGrowingRows) {
            page = kGrowingPages + (row - kGrowingRows) / kLargestPage;
            offset = (row - kGrowingRows) % kLargestPage;
        } else {
            const int top = std::bit_width(row + kFirstPage) - 1;
            page = size_t(top) - size_t(std::bit_width(kFirstPage) - 1);
            offset = row + kFirstPage - (quint32(1) << top);
        }
        const Page &held = m_pages[page];
        return {held.cells.get() + offset, held.tags.get() + offset, held.capacity};
    }
    CellTag *tagAt(quint32 row, int column) const
    {
        const Place place = placeOf(row);
        return place.tags + size_t(column) * place.stride;
    }
    quint64 *cellAt(quint32 row, int column) const
    {
        const Place place = placeOf(row);
        return place.cells + size_t(column) * place.stride;
    }
    void addPage();
    /// Keeps bytes for a cell, in the room that it has if that is enough, and returns what finds them.
    quint64 keep(quint64 cell, CellTag tag, QByteArrayView bytes);
    quint64 keepAnew(QByteArrayView bytes);
    void letGoOfLong(quint64 cell, CellTag tag);
    void setBytes(quint32 row, int column, CellTag tag, QByteArrayView bytes);
    Block &blockFor(size_t size);

    int m_columns;
    quint32 m_rows = 0;
    quint32 m_capacity = 0; ///< rows that the pages have room for
    std::vector<Page> m_pages;
    std::vector<Block> m_blocks;
    size_t m_open = 0; ///< the block that takes small texts, one past its index; 0: none
    size_t m_allocated = 0;
};

} // namespace relata::orm
