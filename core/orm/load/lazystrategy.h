#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// What reading a relationship gives that is not loaded: one class for each `lazy` that has an answer of its
/// own. Belongs to a session.
class LazyStrategy
{
public:
    virtual ~LazyStrategy() = default;

    /// The object has a row in the database. Fails where the relationship must not, or cannot, be loaded.
    virtual base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship,
                                        Reach reach) = 0;
};

} // namespace relata::orm
