#include "loading.h"

namespace relata::orm {

using base::Done;

/// lazy="immediate": what a lazy load would send, right behind the owners. On a way that goes in a circle
/// only what is in memory counts.
Done Loading::immediate(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                        bool isReentrant)
{
    const quint32 passive = (isReentrant ? PassiveNoFetchRelated : PassiveOff) | NoRaise;
    for (const ObjectRef owner : owners) {
        const std::pair key(owner, relationship.index);
        // Rows that refer to each other in a circle lead back to an owner that is being loaded.
        if (m_core.heap(owner).isLoaded(owner.row, relationship.slot) || m_immediate.contains(key))
            continue;
        m_immediate.insert(key);
        const Done done = relationship.isCollection()
                              ? m_attributes.collection(owner, relationship, passive).map([](auto) {})
                              : m_attributes.scalar(owner, relationship, passive).map([](auto) {});
        m_immediate.remove(key);
        if (!done)
            return done;
    }
    return {};
}

/// lazy="noload": empty, without a statement.
void Loading::noload(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                     const RowReader &reader, const LoadRequest &request)
{
    for (const ObjectRef owner : owners) {
        if (reader.isFresh(owner) && mayOverwrite(m_core, owner, relationship, request))
            setRelated(m_core, m_attributes, owner, relationship, {});
    }
}

} // namespace relata::orm
