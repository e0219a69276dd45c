#pragma once

#include "core/orm/store/identitymap.h"

namespace relata::orm {

/// Distinct keys, numbered from 0 in order of arrival: those that a statement asks for, and by which
/// its rows find who asked.
class KeyIndex
{
public:
    /// @param columns how many values a key has
    explicit KeyIndex(int columns);
    KeyIndex(const KeyIndex &) = delete;
    KeyIndex &operator=(const KeyIndex &) = delete;

    /// The number of the key, a new one where it was not there. `parts` has a cell for each column.
    quint32 add(std::span<const base::CellView> parts);
    /// The number of the key that stands in these columns of a row.
    std::optional<quint32> find(std::span<const base::CellView> cells, std::span<const int> columns) const
    {
        return m_map.find(cells, columns);
    }
    quint32 size() const { return m_keys.rowCount() - m_spare; }
    int columnCount() const { return m_keys.columnCount(); }
    /// Valid until a key is added.
    base::CellView part(quint32 key, int column) const { return m_keys.view(key, column); }
    /// Numbers before texts before blobs, each kind in its order; NULL first.
    bool isBefore(quint32 a, quint32 b) const;

private:
    CellStore m_keys;
    IdentityMap m_map;
    quint32 m_spare = 0; ///< a row that was made for a key that turned out to be known
};

} // namespace relata::orm
