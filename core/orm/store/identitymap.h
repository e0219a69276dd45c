#pragma once

#include "core/orm/store/cellstore.h"

#include <optional>

namespace relata::orm {

/// Which record of a class has which primary key: one record for each key. Holds only row numbers and
/// compares keys where they lie in the store, so that integers, texts and composite keys are one code; about
/// 8 to 16 bytes a record. The store outlives the map. The key of a record in the map may not change: take it
/// out before and put it in again.
class IdentityMap
{
public:
    /// @param keyColumns the columns of the primary key in the store
    IdentityMap(const CellStore *store, std::vector<int> keyColumns)
        : m_store(store), m_keyColumns(std::move(keyColumns))
    {
    }

    quint32 size() const { return m_size; }
    const std::vector<int> &keyColumns() const { return m_keyColumns; }
    /// The record with that key, one value for each key column.
    std::optional<quint32> find(const base::Values &key) const;
    /// The record whose key equals cells of a row, those of the given columns in the key's order.
    std::optional<quint32> find(std::span<const base::CellView> cells, std::span<const int> columns) const;
    /// The record whose key equals some cells of a row of a store: a foreign key's.
    std::optional<quint32> find(const CellStore &store, quint32 row, std::span<const int> columns) const;
    /// Puts a record in by the key it has now. If another one has that key, nothing happens and it is
    /// returned; else the record itself.
    quint32 insert(quint32 row);
    /// The record whose key equals the cells. If there is none, `row` is put in and returned: the caller
    /// gives it that key before the next call.
    quint32 findOrInsert(std::span<const base::CellView> cells, std::span<const int> columns, quint32 row);
    /// Takes the record out, if it is in.
    void remove(quint32 row);
    void clear();
    /// The same records as another map's whose store this one's is a copy of.
    void takeOver(const IdentityMap &other);
    /// Room for so many records, made at once.
    void reserve(quint32 records);
    size_t allocated() const { return m_slots.capacity() * sizeof(quint32); }

private:
    size_t hashOfRow(quint32 row) const;
    template<typename Equals>
    size_t slotFor(size_t hash, Equals equals) const;
    size_t slotOfInteger(qint64 number) const;
    size_t slotOf(std::span<const base::CellView> cells, std::span<const int> columns) const;
    void makeRoom();
    void grow(size_t places);

    const CellStore *m_store;
    std::vector<int> m_keyColumns;
    std::vector<quint32> m_slots; ///< row + 1; 0: free. As many as a power of two.
    quint32 m_size = 0;
};

} // namespace relata::orm
