#pragma once

#include "core/orm/store/objectref.h"

namespace relata::orm {

/// A row's object at one of its places in the statement.
struct MetObject
{
    ObjectRef object;
    bool isFirst = true; ///< the statement had it at no place yet
    /// The statement fills all of it: it has made it, or replaces what it holds. Others get what they lack.
    bool isWhole = true;
};

} // namespace relata::orm
