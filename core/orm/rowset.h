#pragma once

#include <QSet>

#include <vector>

namespace relata::orm {

/// A set of row numbers of a class, cheap where most of them are new: rows from `start` on are bits, older
/// ones stand in a hash. Costs nothing in proportion to the rows that were there before.
class RowSet
{
public:
    explicit RowSet(quint32 start) : m_start(start) {}

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
    /// The row did not exist when the set was made.
    bool isLater(quint32 row) const { return row >= m_start; }
    quint32 start() const { return m_start; }
    bool contains(quint32 row) const
    {
        if (row < m_start)
            return m_older.contains(row);
        const size_t bit = row - m_start;
        return bit / 64 < m_bits.size() && (m_bits[bit / 64] & quint64(1) << (bit % 64));
    }

private:
    quint32 m_start;
    QSet<quint32> m_older;
    std::vector<quint64> m_bits;
};

} // namespace relata::orm
