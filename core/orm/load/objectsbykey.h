#pragma once

#include "core/orm/store/keyindex.h"
#include "core/orm/store/objectref.h"

#include <QList>

namespace relata::orm {

/// Sorts the objects of a statement's rows by a key that stands in some columns of every row. The keys must
/// outlive it.
class ObjectsByKey
{
public:
    /// The objects of each key, by its number, in order of arrival.
    using Lists = std::vector<QList<ObjectRef>>;

    /// @param columns where the key stands in the rows
    ObjectsByKey(const KeyIndex &keys, std::vector<int> columns) : m_keys(keys), m_columns(std::move(columns))
    {
    }

    /// Adds a row's object to its key; a row with another key is left out.
    /// @param isRepeated an earlier row had the object, too
    void add(std::span<const base::CellView> row, ObjectRef object, bool isRepeated);
    /// A list for every key, in which each object stands once.
    Lists lists() const;
    /// Adds the objects to lists that are there already, one for every key.
    void addTo(Lists &lists) const;

private:
    const KeyIndex &m_keys;
    std::vector<int> m_columns;
    std::vector<std::pair<quint32, ObjectRef>> m_found; ///< number of the key, object
    bool m_hasRepeats = false;
};

} // namespace relata::orm
