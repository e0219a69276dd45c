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
    /// The objects of each key, by its number, in the order of their coming.
    using Lists = std::vector<QList<ObjectRef>>;

    /// @param columns where the key stands in the rows
    ObjectsByKey(const KeyIndex &keys, std::vector<int> columns) : m_keys(keys), m_columns(std::move(columns))
    {
    }

    /// A row and its object. Rows whose key is none of the keys count for nobody.
    /// @param isRepeated the object came with an earlier row, too
    void add(std::span<const base::CellView> row, ObjectRef object, bool isRepeated);
    /// A list for every key; an object is once in it.
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
