#pragma once

#include "core/orm/store/objectref.h"

namespace relata::orm {

/// The object that one row has at one place of the statement.
struct ObjectInRow
{
    ObjectRef object;
    bool isFirst = true; ///< it has come at no place of the statement before
    /// The statement fills all of it, because it has made it or replaces what it holds. Other objects only
    /// get what they lack.
    bool isWhole = true;
};

} // namespace relata::orm
