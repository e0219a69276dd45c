#include "identitymap.h"

#include <QHashFunctions>

#include <algorithm>

namespace relata::orm {

using base::CellView;
using base::Value;

namespace {

constexpr size_t kFewestSlots = 16;
/// Below, growing is by four: there is little to waste.
constexpr size_t kManySlots = 16384;
/// Filled to five eighths at most: the fuller, the longer the way to learn that a key is new.
constexpr size_t kFull = 5;
constexpr size_t kOf = 8;

/// Neighbouring keys have to spread over the slots.
size_t spread(size_t hash)
{
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29);
}

/// Equal cells have equal hashes; 0.0 and -0.0 are equal.
size_t hashOf(const CellView &cell, size_t seed)
{
    switch (cell.type) {
    case Value::Type::Integer:
        return seed ^ size_t(cell.integer);
    case Value::Type::Real:
        return qHash(cell.real, seed);
    case Value::Type::Text:
    case Value::Type::Blob:
        return qHashBits(cell.data, size_t(cell.size), seed);
    case Value::Type::Null:
        break;
    }
    return seed;
}

} // namespace

/// The slot of the record that equals, or the free one where it would go.
template<typename Equals>
size_t IdentityMap::slotFor(size_t hash, Equals equals) const
{
    const size_t mask = m_slots.size() - 1;
    size_t slot = hash & mask;
    while (m_slots[slot] && !equals(m_slots[slot] - 1))
        slot = (slot + 1) & mask;
    return slot;
}

/// Most keys are one integer.
size_t IdentityMap::slotOfInteger(qint64 number) const
{
    const int column = m_keyColumns.front();
    return slotFor(spread(size_t(number)),
                   [&](quint32 held) { return m_store->holds(held, column, number); });
}

size_t IdentityMap::slotOf(std::span<const CellView> cells, std::span<const int> columns) const
{
    if (columns.size() == 1 && cells[size_t(columns[0])].type == Value::Type::Integer)
        return slotOfInteger(cells[size_t(columns[0])].integer);
    size_t hash = 0;
    for (const int column : columns)
        hash = spread(hashOf(cells[size_t(column)], hash));
    return slotFor(hash, [&](quint32 held) {
        for (size_t i = 0; i < columns.size(); ++i) {
            if (!m_store->equals(held, m_keyColumns[i], cells[size_t(columns[i])]))
                return false;
        }
        return true;
    });
}

std::optional<quint32> IdentityMap::find(std::span<const CellView> cells, std::span<const int> columns) const
{
    Q_ASSERT(columns.size() == m_keyColumns.size());
    if (m_slots.empty())
        return std::nullopt;
    const size_t slot = slotOf(cells, columns);
    return m_slots[slot] ? std::optional(m_slots[slot] - 1) : std::nullopt;
}

std::optional<quint32> IdentityMap::find(const base::Values &key) const
{
    if (m_slots.empty() || key.size() != qsizetype(m_keyColumns.size()))
        return std::nullopt;
    size_t hash = 0;
    for (const Value &value : key)
        hash = spread(hashOf(CellView::of(value), hash));
    const size_t slot = slotFor(hash, [&](quint32 row) {
        for (size_t i = 0; i < m_keyColumns.size(); ++i) {
            if (!m_store->equals(row, m_keyColumns[i], key.at(qsizetype(i))))
                return false;
        }
        return true;
    });
    return m_slots[slot] ? std::optional(m_slots[slot] - 1) : std::nullopt;
}

std::optional<quint32> IdentityMap::find(const CellStore &store, quint32 row,
                                         std::span<const int> columns) const
{
    Q_ASSERT(columns.size() == m_keyColumns.size());
    if (m_slots.empty())
        return std::nullopt;
    if (columns.size() == 1 && store.tag(row, columns[0]) == CellTag::Integer) {
        const size_t slot = slotOfInteger(store.integer(row, columns[0]));
        return m_slots[slot] ? std::optional(m_slots[slot] - 1) : std::nullopt;
    }
    size_t hash = 0;
    for (const int column : columns)
        hash = spread(hashOf(store.view(row, column), hash));
    const size_t slot = slotFor(hash, [&](quint32 held) {
        for (size_t i = 0; i < columns.size(); ++i) {
            if (!m_store->equals(held, m_keyColumns[i], store, row, columns[i]))
                return false;
        }
        return true;
    });
    return m_slots[slot] ? std::optional(m_slots[slot] - 1) : std::nullopt;
}

quint32 IdentityMap::insert(quint32 row)
{
    makeRoom();
    const size_t slot = slotFor(hashOfRow(row), [&](quint32 held) {
        for (const int column : m_keyColumns) {
            if (!m_store->equals(held, column, *m_store, row, column))
                return false;
        }
        return true;
    });
    if (m_slots[slot])
        return m_slots[slot] - 1;
    m_slots[slot] = row + 1;
    ++m_size;
    return row;
}

quint32 IdentityMap::findOrInsert(std::span<const CellView> cells, std::span<const int> columns, quint32 row)
{
    makeRoom();
    const size_t slot = slotOf(cells, columns);
    if (m_slots[slot])
        return m_slots[slot] - 1;
    m_slots[slot] = row + 1;
    ++m_size;
    return row;
}

void IdentityMap::remove(quint32 row)
{
    if (m_slots.empty())
        return;
    const size_t mask = m_slots.size() - 1;
    size_t slot = slotFor(hashOfRow(row), [row](quint32 held) { return held == row; });
    if (!m_slots[slot])
        return;
    --m_size;
    // What stands after moves up where it would not be found any more.
    size_t next = slot;
    m_slots[slot] = 0;
    while (m_slots[next = (next + 1) & mask]) {
        const size_t home = hashOfRow(m_slots[next] - 1) & mask;
        if (((next - home) & mask) < ((next - slot) & mask))
            continue;
        m_slots[slot] = m_slots[next];
        m_slots[next] = 0;
        slot = next;
    }
}

void IdentityMap::clear()
{
    m_slots.clear();
    m_size = 0;
}

void IdentityMap::takeOver(const IdentityMap &other)
{
    m_slots = other.m_slots;
    m_size = other.m_size;
}

void IdentityMap::reserve(quint32 records)
{
    const size_t places = std::bit_ceil(size_t(records) * kOf / kFull + 1);
    if (places > m_slots.size())
        grow(std::max(kFewestSlots, places));
}

size_t IdentityMap::hashOfRow(quint32 row) const
{
    if (m_keyColumns.size() == 1) {
        if (const qint64 *number = m_store->ifInteger(row, m_keyColumns.front()))
            return spread(size_t(*number));
    }
    size_t hash = 0;
    for (const int column : m_keyColumns)
        hash = spread(hashOf(m_store->view(row, column), hash));
    return hash;
}

void IdentityMap::makeRoom()
{
    if ((size_t(m_size) + 1) * kOf > m_slots.size() * kFull)
        grow(std::max(kFewestSlots, m_slots.size() * (m_slots.size() < kManySlots ? 4 : 2)));
}

void IdentityMap::grow(size_t places)
{
    const std::vector<quint32> before = std::exchange(m_slots, std::vector<quint32>(places, 0));
    for (const quint32 held : before) {
        if (held)
            m_slots[slotFor(hashOfRow(held - 1), [](quint32) { return false; })] = held;
    }
}

} // namespace relata::orm
