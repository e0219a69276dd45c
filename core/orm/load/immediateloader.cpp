#include "loading.h"

namespace relata::orm {

using base::fail;
using base::Result;

namespace {

/// lazy="immediate": what a lazy load would send, right behind the owners. An owner has its objects only when
/// what is behind them is loaded, as in SQLAlchemy: a way that leads back to it asks for them again. A second
/// time it does not, where SQLAlchemy would go on for ever.
class ImmediateTask : public LoadTask
{
public:
    ImmediateTask(Loading::Asked &asked, SessionCore &core, Attributes &attributes,
                  const QList<ObjectRef> &owners, const MappedRelationship &relationship, Reach reach)
        : m_asked(asked),
          m_core(core),
          m_attributes(attributes),
          m_owners(owners),
          m_relationship(relationship),
          m_reach(reach)
    {
    }
    ~ImmediateTask() override { end(); }

    Result<bool> step() override
    {
        if (m_read) {
            m_attributes.setRead(m_owners.at(m_next), m_relationship, std::move(*m_read));
            end();
        } else if (begin()) {
            const auto read = m_attributes.read(m_owners.at(m_next), m_relationship, m_reach);
            if (!read)
                return fail(read.error());
            m_read = *read;
            return true;
        }
        return ++m_next < m_owners.size();
    }

private:
    static constexpr int kMostAtOnce = 2;

    bool begin()
    {
        const ObjectRef owner = m_owners.at(m_next);
        if (m_core.heap(owner).isLoaded(owner.row, m_relationship.slot))
            return false;
        int &count = m_asked[{owner, m_relationship.index}];
        m_isUnderway = count < kMostAtOnce;
        count += m_isUnderway ? 1 : 0;
        return m_isUnderway;
    }

    void end()
    {
        m_read.reset();
        if (!std::exchange(m_isUnderway, false))
            return;
        const auto found = m_asked.find({m_owners.at(m_next), m_relationship.index});
        if (--*found == 0)
            m_asked.erase(found);
    }

    Loading::Asked &m_asked;
    SessionCore &m_core;
    Attributes &m_attributes;
    QList<ObjectRef> m_owners;
    const MappedRelationship &m_relationship;
    Reach m_reach;
    qsizetype m_next = 0;
    bool m_isUnderway = false;
    std::optional<LazyRead> m_read; ///< for the owner, not set yet
};

} // namespace

/// On a way that goes in a circle only what is in memory counts.
std::unique_ptr<LoadTask> Loading::immediate(const QList<ObjectRef> &owners,
                                             const MappedRelationship &relationship, bool isReentrant)
{
    if (owners.isEmpty())
        return nullptr;
    const Reach reach = (isReentrant ? kWithoutRelated : kAnywhere) | IgnoringRaise | AsImmediate;
    return std::make_unique<ImmediateTask>(m_asked, m_core, m_attributes, owners, relationship, reach);
}

} // namespace relata::orm
