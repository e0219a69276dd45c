#include "cellstore.h"

#include <bit>
#include <cstring>

namespace relata::orm {

using base::Value;

namespace {

/// Pages double from 64 rows to 4096 and stay there, so that a small class costs little and a large one
/// leaves little unused.
constexpr quint32 kFirstPage = 64;
constexpr quint32 kLargestPage = 4096;
constexpr size_t kGrowingPages = 6; ///< 64, 128, ... 2048
constexpr quint32 kGrowingRows = kLargestPage - kFirstPage;

/// A text's cell: the number of its block, where in the block, how long. The size of a longer one is that of
/// its block, which it has for itself.
constexpr int kSizeBits = 24;
constexpr int kOffsetBits = 18;
constexpr quint64 kLongSize = (quint64(1) << kSizeBits) - 1;
constexpr size_t kBlock = size_t(1) << kOffsetBits;
constexpr size_t kFirstBlock = 1024;

quint64 textCell(size_t block, size_t offset, size_t size)
{
    return quint64(block) << (kSizeBits + kOffsetBits) | quint64(offset) << kSizeBits |
           std::min<quint64>(size, kLongSize);
}

Value::Type typeOf(CellTag tag)
{
    return tag == CellTag::Unloaded ? Value::Type::Null : Value::Type(quint8(tag));
}

} // namespace

static_assert(int(CellTag::Null) == int(Value::Type::Null) && int(CellTag::Blob) == int(Value::Type::Blob));

CellStore::Place CellStore::placeOf(quint32 row)
{
    if (row >= kGrowingRows)
        return {kGrowingPages + (row - kGrowingRows) / kLargestPage, (row - kGrowingRows) % kLargestPage};
    const quint32 shifted = row + kFirstPage;
    const int top = std::bit_width(shifted) - 1;
    return {size_t(top) - size_t(std::bit_width(kFirstPage) - 1), shifted - (quint32(1) << top)};
}

quint32 CellStore::capacityOf(size_t page)
{
    return page < kGrowingPages ? kFirstPage << page : kLargestPage;
}

CellTag *CellStore::tagAt(quint32 row, int column) const
{
    const Place place = placeOf(row);
    const Page &page = m_pages[place.page];
    return &page.tags[size_t(column) * page.capacity + place.row];
}

quint64 *CellStore::cellAt(quint32 row, int column) const
{
    const Place place = placeOf(row);
    const Page &page = m_pages[place.page];
    return &page.cells[size_t(column) * page.capacity + place.row];
}

quint32 CellStore::addRow()
{
    const Place place = placeOf(m_rows);
    if (place.page == m_pages.size()) {
        Page page;
        page.capacity = capacityOf(place.page);
        const size_t cells = size_t(m_columns) * page.capacity;
        page.cells = std::make_unique_for_overwrite<quint64[]>(cells);
        page.tags = std::make_unique_for_overwrite<CellTag[]>(cells);
        std::fill_n(page.tags.get(), cells, CellTag::Unloaded);
        m_allocated += cells * (sizeof(quint64) + sizeof(CellTag));
        m_pages.push_back(std::move(page));
    }
    return m_rows++;
}

double CellStore::real(quint32 row, int column) const
{
    return std::bit_cast<double>(*cellAt(row, column));
}

QByteArrayView CellStore::bytes(quint32 row, int column) const
{
    const quint64 cell = *cellAt(row, column);
    const Block &block = m_blocks[cell >> (kSizeBits + kOffsetBits)];
    const size_t offset = (cell >> kSizeBits) & (kBlock - 1);
    const quint64 size = cell & kLongSize;
    return {block.bytes.get() + offset, qsizetype(size == kLongSize ? block.used : size)};
}

Value CellStore::value(quint32 row, int column) const
{
    switch (tag(row, column)) {
    case CellTag::Integer:
        return Value::integer(integer(row, column));
    case CellTag::Real:
        return Value::real(real(row, column));
    case CellTag::Text:
        return Value::utf8(bytes(row, column).toByteArray());
    case CellTag::Blob:
        return Value::blob(bytes(row, column).toByteArray());
    case CellTag::Null:
    case CellTag::Unloaded:
        break;
    }
    return {};
}

bool CellStore::equals(quint32 row, int column, const Value &value) const
{
    const CellTag held = tag(row, column);
    if (held == CellTag::Unloaded || typeOf(held) != value.type())
        return false;
    switch (held) {
    case CellTag::Integer:
        return integer(row, column) == value.toInteger();
    case CellTag::Real:
        return real(row, column) == value.toReal();
    case CellTag::Text:
    case CellTag::Blob:
        return bytes(row, column) == QByteArrayView(value.bytes());
    case CellTag::Null:
    case CellTag::Unloaded:
        break;
    }
    return true;
}

bool CellStore::equals(quint32 row, int column, const CellStore &other, quint32 otherRow,
                       int otherColumn) const
{
    const CellTag held = tag(row, column);
    if (held == CellTag::Unloaded || held != other.tag(otherRow, otherColumn))
        return false;
    switch (held) {
    case CellTag::Integer:
        return integer(row, column) == other.integer(otherRow, otherColumn);
    case CellTag::Real:
        return real(row, column) == other.real(otherRow, otherColumn);
    case CellTag::Text:
    case CellTag::Blob:
        return bytes(row, column) == other.bytes(otherRow, otherColumn);
    case CellTag::Null:
    case CellTag::Unloaded:
        break;
    }
    return true;
}

size_t CellStore::hash(quint32 row, int column, size_t seed) const
{
    switch (tag(row, column)) {
    case CellTag::Integer:
        return qHash(integer(row, column), seed);
    case CellTag::Real:
        return qHash(real(row, column), seed);
    case CellTag::Text:
    case CellTag::Blob:
        return qHash(bytes(row, column), seed);
    case CellTag::Null:
    case CellTag::Unloaded:
        break;
    }
    return seed;
}

void CellStore::setInteger(quint32 row, int column, qint64 number)
{
    *tagAt(row, column) = CellTag::Integer;
    *cellAt(row, column) = quint64(number);
}

void CellStore::setReal(quint32 row, int column, double number)
{
    *tagAt(row, column) = CellTag::Real;
    *cellAt(row, column) = std::bit_cast<quint64>(number);
}

void CellStore::set(quint32 row, int column, const Value &value)
{
    switch (value.type()) {
    case Value::Type::Null:
        return setNull(row, column);
    case Value::Type::Integer:
        return setInteger(row, column, value.toInteger());
    case Value::Type::Real:
        return setReal(row, column, value.toReal());
    case Value::Type::Text:
        return setText(row, column, value.bytes());
    case Value::Type::Blob:
        return setBlob(row, column, value.bytes());
    }
}

void CellStore::copy(quint32 row, int column, const CellStore &from, quint32 fromRow, int fromColumn)
{
    const CellTag held = from.tag(fromRow, fromColumn);
    if (held == CellTag::Text || held == CellTag::Blob) {
        setBytes(row, column, held, from.bytes(fromRow, fromColumn));
        return;
    }
    *cellAt(row, column) = *from.cellAt(fromRow, fromColumn);
    *tagAt(row, column) = held;
}

void CellStore::setBytes(quint32 row, int column, CellTag tag, QByteArrayView bytes)
{
    const size_t size = size_t(bytes.size());
    Block &block = blockFor(size);
    const size_t offset = block.used;
    if (size > 0)
        std::memcpy(block.bytes.get() + offset, bytes.data(), size);
    block.used += size;
    *tagAt(row, column) = tag;
    *cellAt(row, column) = textCell(size_t(&block - m_blocks.data()), offset, size);
}

/// The block that has room for so many bytes. A long text gets one for itself.
CellStore::Block &CellStore::blockFor(size_t size)
{
    const bool isLong = size > kBlock / 8;
    if (!isLong && m_open > 0 && m_blocks[m_open - 1].capacity - m_blocks[m_open - 1].used > size)
        return m_blocks[m_open - 1];
    Block block;
    const size_t grown = m_open > 0 ? m_blocks[m_open - 1].capacity * 2 : kFirstBlock;
    block.capacity = isLong ? size : std::min(kBlock, std::max(grown, std::bit_ceil(size + 1)));
    block.bytes = std::make_unique_for_overwrite<char[]>(block.capacity);
    m_allocated += block.capacity;
    m_blocks.push_back(std::move(block));
    if (!isLong)
        m_open = m_blocks.size();
    return m_blocks.back();
}

} // namespace relata::orm
