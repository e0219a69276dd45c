#pragma once

#include "core/base/result.h"

namespace relata::orm {

/// A load that follows the statement that brought its owners. It goes step by step, and what each of its
/// statements brings along waits on top of it in the LoadStack, so that chains of any length need no
/// recursion.
class LoadTask
{
public:
    virtual ~LoadTask() = default;

    /// Uses what its last statement brought, and sends the next one. False when there is no more to do.
    virtual base::Result<bool> step() = 0;
};

} // namespace relata::orm
