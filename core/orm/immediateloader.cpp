#include "loading.h"

namespace relata::orm {

using base::Done;
using base::fail;

/// lazy="immediate": what a lazy load would send, right behind the owners. On a way that goes in a circle
/// only what is in memory counts.
Done Loading::immediate(const QList<ObjectRef> &owners, const MappedRelationship &relationship,
                        bool isReentrant)
{
    const quint32 passive = (isReentrant ? PassiveNoFetchRelated : PassiveOff) | NoRaise;
    for (const ObjectRef owner : owners) {
        if (m_core.heap(owner).isLoaded(owner.row, relationship.slot))
            continue;
        if (relationship.isCollection()) {
            if (const auto done = m_attributes.collection(owner, relationship, passive); !done)
                return fail(done.error());
        } else if (const auto done = m_attributes.scalar(owner, relationship, passive); !done) {
            return fail(done.error());
        }
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
