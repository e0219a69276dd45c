#include "immediatetask.h"

#include "core/orm/load/immediatestrategy.h"
#include "core/orm/load/loading.h"

namespace relata::orm {

ImmediateTask::ImmediateTask(ImmediateStrategy &strategy, Loading &loading, QList<ObjectRef> owners,
                             const MappedRelationship &relationship, Reach reach)
    : m_strategy(strategy),
      m_loading(loading),
      m_owners(std::move(owners)),
      m_relationship(relationship),
      m_reach(reach)
{
}

ImmediateTask::~ImmediateTask()
{
    end();
}

base::Result<bool> ImmediateTask::step()
{
    Attributes &attributes = m_loading.attributes();
    if (m_read) {
        attributes.setRead(m_owners.at(m_next), m_relationship, std::move(*m_read));
        end();
    } else if (begin()) {
        const auto read = attributes.read(m_owners.at(m_next), m_relationship, m_reach);
        if (!read)
            return base::fail(read.error());
        m_read = *read;
        return true;
    }
    return ++m_next < m_owners.size();
}

bool ImmediateTask::begin()
{
    const ObjectRef owner = m_owners.at(m_next);
    if (m_loading.core().heap(owner).isLoaded(owner.row, m_relationship.slot))
        return false;
    m_isUnderway = m_strategy.begin(owner, m_relationship.index);
    return m_isUnderway;
}

void ImmediateTask::end()
{
    m_read.reset();
    if (std::exchange(m_isUnderway, false))
        m_strategy.end(m_owners.at(m_next), m_relationship.index);
}

} // namespace relata::orm
