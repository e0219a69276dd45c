#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// Follows a cascade from one object to all that it reaches, depth first in the order of the declarations,
/// as SQLAlchemy's cascade_iterator. Chains may be long: nothing recurses.
class CascadeWalker
{
public:
    CascadeWalker(SessionCore &core, Attributes &attributes) : m_core(core), m_attributes(attributes) {}

    /// Objects that `halts` says true of are left out, with all they lead to. The delete cascade loads what
    /// is not in memory. Fails where an object has a class that does not belong there.
    base::Result<QList<ObjectRef>> walk(ObjectRef start, mapping::Cascade cascade,
                                        const std::function<bool(ObjectRef)> &halts = {});

private:
    base::Result<QList<ObjectRef>> related(ObjectRef object, const MappedRelationship &relationship,
                                           mapping::Cascade cascade);

    SessionCore &m_core;
    Attributes &m_attributes;
};

} // namespace relata::orm
