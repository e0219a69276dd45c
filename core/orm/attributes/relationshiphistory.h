#pragma once

#include "core/orm/attributes/histories.h"
#include "core/orm/attributes/relatedobjects.h"

namespace relata::orm {

/// What has changed in a relationship since it was as the database has it. Belongs to a session, lives in its
/// thread.
class RelationshipHistory
{
public:
    /// @param loader is asked what a relationship held before, where nobody has noted it
    RelationshipHistory(const SessionCore &core, RelatedObjects &related, LazyLoader &loader)
        : m_core(core), m_related(related), m_loader(loader)
    {
    }

    /// Empty where the relationship is not in memory and `reach` does not allow to load it. A forbidden lazy
    /// load (lazy="raise") is no error here.
    base::Result<RelatedHistory> of(ObjectRef object, const MappedRelationship &relationship, Reach reach);
    /// Who is there and who was there before, as far as memory knows: None too, where nobody is there now.
    QList<ObjectRef> everyone(ObjectRef object, const MappedRelationship &relationship) const;

private:
    base::Result<RelatedHistory> ofCollection(ObjectRef object, const MappedRelationship &relationship,
                                              Reach reach);
    base::Result<RelatedHistory> ofScalar(ObjectRef object, const MappedRelationship &relationship,
                                          Reach reach);
    base::Result<ObjectRef> scalarBefore(ObjectRef object, const MappedRelationship &relationship) const;

    const SessionCore &m_core;
    RelatedObjects &m_related;
    LazyLoader &m_loader;
};

} // namespace relata::orm
