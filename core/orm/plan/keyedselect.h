#pragma once

#include "core/orm/plan/loadstatement.h"

namespace relata::orm {

/// A SELECT of a relationship's targets for many keys. Each of its rows tells by some columns to which key it
/// belongs.
struct KeyedSelect
{
    LoadStatement statement;
    std::vector<int> keyColumns; ///< where the key stands in the rows
};

} // namespace relata::orm
