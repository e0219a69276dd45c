#include "cellstore.h"

#include <algorithm>
#include <cstring>

namespace relata::orm {

using base::CellView;
using base::Value;

namespace {

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

} // namespace

static_assert(int(CellTag::Null) == int(Value::Type::Null) && int(CellTag::Blob) == int(Value::Type::Blob));

CellStore CellStore::clone() const
{
    CellStore copy(m_columns);
    copy.m_rows = m_rows;
    copy.m_capacity = m_capacity;
    copy.m_open = m_open;
    copy.m_allocated = m_allocated;
    for (const Page &page : m_pages) {
        const size_t cells = size_t(m_columns) * page.capacity;
        Page &twin = copy.m_pages.emplace_back();
        twin.capacity = page.capacity;
        twin.cells = std::make_unique_for_overwrite<quint64[]>(cells);
        twin.tags = std::make_unique_for_overwrite<CellTag[]>(cells);
        std::copy_n(page.cells.get(), cells, twin.cells.get());
        std::copy_n(page.tags.get(), cells, twin.tags.get());
    }
    for (const Block &block : m_blocks) {
        Block &twin = copy.m_blocks.emplace_back();
        twin.capacity = block.capacity;
        twin.used = block.used;
        twin.isLong = block.isLong;
        twin.bytes = std::make_unique_for_overwrite<char[]>(block.capacity);
        std::copy_n(block.bytes.get(), block.used, twin.bytes.get());
    }
    return copy;
}

quint32 CellStore::addRow()
{
    if (m_rows == m_capacity)
        addPage();
    return m_rows++;
}

void CellStore::addPage()
{
    Page page;
    page.capacity = m_pages.size() < kGrowingPages ? kFirstPage << m_pages.size() : kLargestPage;
    const size_t cells = size_t(m_columns) * page.capacity;
    page.cells = std::make_unique_for_overwrite<quint64[]>(cells);
    page.tags = std::make_unique_for_overwrite<CellTag[]>(cells);
    std::fill_n(page.tags.get(), cells, CellTag::Unloaded);
    m_allocated += cells * (sizeof(quint64) + sizeof(CellTag));
    m_capacity += page.capacity;
    m_pages.push_back(std::move(page));
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

CellView CellStore::view(quint32 row, int column) const
{
    switch (const CellTag held = tag(row, column)) {
    case CellTag::Integer:
        return CellView::ofInteger(integer(row, column));
    case CellTag::Real:
        return CellView::ofReal(real(row, column));
    case CellTag::Text:
    case CellTag::Blob:
        return CellView::ofBytes(Value::Type(quint8(held)), bytes(row, column));
    case CellTag::Null:
    case CellTag::Unloaded:
    case CellTag::UnloadedBytes:
        break;
    }
    return {};
}

Value CellStore::value(quint32 row, int column) const
{
    return view(row, column).value();
}

bool CellStore::equals(quint32 row, int column, const CellView &cell) const
{
    const Place place = placeOf(row);
    const size_t at = size_t(column) * place.stride;
    if (place.tags[at] >= CellTag::Unloaded || Value::Type(quint8(place.tags[at])) != cell.type)
        return false;
    switch (cell.type) {
    case Value::Type::Integer:
        return qint64(place.cells[at]) == cell.integer;
    case Value::Type::Real:
        return std::bit_cast<double>(place.cells[at]) == cell.real;
    case Value::Type::Text:
    case Value::Type::Blob:
        return !cell.isCut() && bytes(row, column) == cell.bytes();
    case Value::Type::Null:
        break;
    }
    return true;
}

bool CellStore::equals(quint32 row, int column, const CellStore &other, quint32 otherRow,
                       int otherColumn) const
{
    return other.isLoaded(otherRow, otherColumn) && equals(row, column, other.view(otherRow, otherColumn));
}

void CellStore::setInteger(quint32 row, int column, qint64 number)
{
    set(row, column, CellView::ofInteger(number));
}

void CellStore::setReal(quint32 row, int column, double number)
{
    set(row, column, CellView::ofReal(number));
}

void CellStore::set(quint32 row, int column, const CellView &cell)
{
    if (cell.isCut()) { // What stands for a value may not be taken for it.
        Q_ASSERT(false);
        return setUnloaded(row, column);
    }
    // Keeping bytes may move nothing but the blocks: the place stays where it is.
    const Place place = placeOf(row);
    const size_t at = size_t(column) * place.stride;
    if (cell.type != Value::Type::Text && cell.type != Value::Type::Blob)
        letGoOfLong(place.cells[at], place.tags[at]);
    switch (cell.type) {
    case Value::Type::Null:
        break;
    case Value::Type::Integer:
        place.cells[at] = quint64(cell.integer);
        break;
    case Value::Type::Real:
        place.cells[at] = std::bit_cast<quint64>(cell.real);
        break;
    case Value::Type::Text:
    case Value::Type::Blob:
        place.cells[at] = keep(place.cells[at], place.tags[at], cell.bytes());
        break;
    }
    place.tags[at] = CellTag(quint8(cell.type));
}

void CellStore::fillRow(quint32 row, std::span<const CellView> cells)
{
    const Place place = placeOf(row);
    quint64 *held = place.cells;
    CellTag *tag = place.tags;
    for (const CellView &cell : cells) {
        Q_ASSERT(!cell.isCut());
        const bool hasBytes = cell.type == Value::Type::Text || cell.type == Value::Type::Blob;
        *held = hasBytes ? keepAnew(cell.bytes()) : quint64(cell.integer);
        *tag = CellTag(quint8(cell.type));
        held += place.stride;
        tag += place.stride;
    }
}

void CellStore::copy(quint32 row, int column, const CellStore &from, quint32 fromRow, int fromColumn)
{
    if (from.isLoaded(fromRow, fromColumn))
        set(row, column, from.view(fromRow, fromColumn));
    else
        setUnloaded(row, column);
}

void CellStore::setBytes(quint32 row, int column, CellTag tag, QByteArrayView bytes)
{
    set(row, column, CellView::ofBytes(Value::Type(quint8(tag)), bytes));
}

void CellStore::setUnloaded(quint32 row, int column)
{
    CellTag *held = tagAt(row, column);
    const bool hasRoom = *held == CellTag::Text || *held == CellTag::Blob || *held == CellTag::UnloadedBytes;
    *held = hasRoom ? CellTag::UnloadedBytes : CellTag::Unloaded;
}

quint64 CellStore::keep(quint64 cell, CellTag tag, QByteArrayView bytes)
{
    if (tag != CellTag::Text && tag != CellTag::Blob && tag != CellTag::UnloadedBytes)
        return keepAnew(bytes);
    const size_t number = cell >> (kSizeBits + kOffsetBits);
    const size_t size = size_t(bytes.size());
    Block &held = m_blocks[number];
    const quint64 room = held.isLong ? held.capacity : cell & kLongSize;
    if (size <= room) {
        const size_t offset = (cell >> kSizeBits) & (kBlock - 1);
        if (size > 0)
            std::memmove(held.bytes.get() + offset, bytes.data(), size);
        if (held.isLong)
            held.used = size;
        return textCell(number, offset, size);
    }
    const quint64 kept = keepAnew(bytes); // Before the old bytes go: they may be the new ones' source.
    letGoOfLong(cell, tag);
    return kept;
}

/// A long text gives its room back when something else takes its cell.
void CellStore::letGoOfLong(quint64 cell, CellTag tag)
{
    if (tag != CellTag::Text && tag != CellTag::Blob && tag != CellTag::UnloadedBytes)
        return;
    Block &block = m_blocks[cell >> (kSizeBits + kOffsetBits)];
    if (!block.isLong)
        return;
    m_allocated -= block.capacity;
    block = Block();
}

quint64 CellStore::keepAnew(QByteArrayView bytes)
{
    const size_t size = size_t(bytes.size());
    Block &block = blockFor(size);
    const size_t offset = block.used;
    if (size > 0)
        std::memcpy(block.bytes.get() + offset, bytes.data(), size);
    block.used += size;
    return textCell(size_t(&block - m_blocks.data()), offset, size);
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
    block.isLong = isLong;
    m_allocated += block.capacity;
    m_blocks.push_back(std::move(block));
    if (!isLong)
        m_open = m_blocks.size();
    return m_blocks.back();
}

} // namespace relata::orm
