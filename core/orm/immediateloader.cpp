#include "loading.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;

namespace {

/// lazy="immediate": what a lazy load would send, right behind the owners.
class ImmediateTask : public LoadTask
{
public:
    ImmediateTask(SessionCore &core, Attributes &attributes, const QList<ObjectRef> &owners,
                  const MappedRelationship &relationship, quint32 passive)
        : m_core(core),
          m_attributes(attributes),
          m_owners(owners),
          m_relationship(relationship),
          m_passive(passive)
    {
    }

    Result<bool> step() override
    {
        const ObjectRef owner = m_owners[m_next++];
        if (!m_core.heap(owner).isLoaded(owner.row, m_relationship.slot)) {
            const Done done = m_relationship.isCollection()
                                  ? m_attributes.collection(owner, m_relationship, m_passive).map([](auto) {})
                                  : m_attributes.scalar(owner, m_relationship, m_passive).map([](auto) {});
            if (!done)
                return fail(done.error());
        }
        return m_next < m_owners.size();
    }

private:
    SessionCore &m_core;
    Attributes &m_attributes;
    QList<ObjectRef> m_owners;
    const MappedRelationship &m_relationship;
    quint32 m_passive;
    qsizetype m_next = 0;
};

} // namespace

/// On a way that goes in a circle only what is in memory counts.
std::unique_ptr<LoadTask> Loading::immediate(const QList<ObjectRef> &owners,
                                             const MappedRelationship &relationship, bool isReentrant)
{
    if (owners.isEmpty())
        return nullptr;
    const quint32 passive = (isReentrant ? PassiveNoFetchRelated : PassiveOff) | NoRaise | AsImmediate;
    return std::make_unique<ImmediateTask>(m_core, m_attributes, owners, relationship, passive);
}

} // namespace relata::orm
