#pragma once

#include <QList>
#include <QSet>

#include <algorithm>
#include <vector>

namespace relata::orm {

/// The rows of a class that a statement has made: those that came since it began, but for what statements in
/// between have made.
struct MadeRows
{
    quint32 from = 0xffffffff;
    QList<std::pair<quint32, quint32>> others; ///< first, and the one after the last

    bool contains(quint32 row) const
    {
        return row >= from && (others.isEmpty() || std::ranges::none_of(others, [row](const auto &range) {
                                   return row >= range.first && row < range.second;
                               }));
    }
};

/// A set of row numbers of a class, cheap where most of them are new: rows from `start` on are bits, older
/// ones stand in a hash. Costs nothing in proportion to the rows that were there before.
class RowSet
{
public:
    explicit RowSet(quint32 start) : m_start(start), m_made{start, {}} {}

    /// False where the row was in already.
    bool insert(quint32 row)
    {
        if (row < m_start) {
            const qsizetype before = m_older.size();
            m_older.insert(row);
            return m_older.size() > before;
        }
        const size_t bit = row - m_start;
        if (bit / 64 >= m_bits.size())
            m_bits.resize(bit / 64 + 1 + m_bits.size() / 2);
        const quint64 mask = quint64(1) << (bit % 64);
        const bool isNew = !(m_bits[bit / 64] & mask);
        m_bits[bit / 64] |= mask;
        return isNew;
    }
    /// Of the rows that did not exist when the set was made.
    const MadeRows &made() const { return m_made; }
    /// Rows that somebody else has made.
    void leaveOut(quint32 first, quint32 afterLast)
    {
        if (afterLast > first)
            m_made.others.emplace_back(first, afterLast);
    }
    bool contains(quint32 row) const
    {
        if (row < m_start)
            return m_older.contains(row);
        const size_t bit = row - m_start;
        return bit / 64 < m_bits.size() && (m_bits[bit / 64] & quint64(1) << (bit % 64));
    }

private:
    quint32 m_start;
    MadeRows m_made;
    QSet<quint32> m_older;
    std::vector<quint64> m_bits;
};

} // namespace relata::orm
