#include "objectsbykey.h"

#include <QSet>

namespace relata::orm {

void ObjectsByKey::add(std::span<const base::CellView> row, ObjectRef object, bool isRepeated)
{
    m_hasRepeats = m_hasRepeats || isRepeated;
    if (const auto key = m_keys.find(row, m_columns))
        m_found.emplace_back(*key, object);
}

ObjectsByKey::Lists ObjectsByKey::lists() const
{
    std::vector<quint32> counts(m_keys.size());
    for (const auto &[key, object] : m_found)
        ++counts[key];
    Lists lists(m_keys.size());
    for (size_t key = 0; key < lists.size(); ++key)
        lists[key].reserve(counts[key]);
    addTo(lists);
    return lists;
}

void ObjectsByKey::addTo(Lists &lists) const
{
    QSet<std::pair<quint32, ObjectRef>> seen;
    for (const auto &[key, object] : m_found) {
        if (m_hasRepeats) {
            const qsizetype before = seen.size();
            seen.insert({key, object});
            if (seen.size() == before)
                continue;
        }
        lists[key] += object;
    }
}

} // namespace relata::orm
