#pragma once

#include "core/base/result.h"

namespace relata::orm {

/// A load that waits behind the statement that brought its owners. It goes step by step, and what each of its
/// statements brings along waits on top of it in the LoadStack: chains of any length need no recursion.
class LoadTask
{
public:
    virtual ~LoadTask() = default;

    /// Does what follows from the last statement, and sends the next one. True: there is more to do.
    virtual base::Result<bool> step() = 0;
};

} // namespace relata::orm
