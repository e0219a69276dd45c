#pragma once

#include "core/orm/attributes/attributes.h"

namespace relata::orm {

/// What happens when a relationship that is not loaded is read: one class for each `lazy` with an answer of
/// its own. Belongs to a session.
class LazyStrategy
{
public:
    virtual ~LazyStrategy() = default;

    /// Reads the relationship of an object that has a row. Fails where it must not, or cannot, be loaded.
    virtual base::Result<LazyRead> read(ObjectRef object, const MappedRelationship &relationship,
                                        Reach reach) = 0;
};

} // namespace relata::orm
