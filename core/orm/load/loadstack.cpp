#include "loadstack.h"

#include <iterator>

namespace relata::orm {

void LoadStack::push(Tasks tasks)
{
    std::move(tasks.rbegin(), tasks.rend(), std::back_inserter(m_tasks));
}

base::Done LoadStack::workDownTo(size_t size)
{
    while (m_tasks.size() > size) {
        std::unique_ptr<LoadTask> task = std::move(m_tasks.back());
        m_tasks.pop_back();
        const auto place = qptrdiff(m_tasks.size());
        const auto more = task->step();
        if (!more) {
            m_tasks.resize(size);
            m_underway.clear();
            return base::fail(more.error());
        }
        if (*more) // It goes on when what its statement brought along is done.
            m_tasks.insert(m_tasks.begin() + place, std::move(task));
    }
    if (m_tasks.empty() && m_betweenRows == 0)
        m_underway.clear();
    return {};
}

void LoadStack::claim(LoadOwners &owners, const MappedRelationship &relationship)
{
    owners.objects.removeIf([&](ObjectRef owner) {
        const qsizetype before = m_underway.size();
        m_underway.insert({owner, relationship.index});
        return m_underway.size() == before;
    });
}

} // namespace relata::orm
