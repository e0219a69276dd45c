#pragma once

#include "core/base/cellview.h"

#include <span>

namespace relata::base {

/// Who takes the rows of a SELECT, one after the other, in the database's thread. Until the last row has come
/// no other statement may run on the connection.
class RowSink
{
public:
    virtual ~RowSink() = default;

    /// Once, before the first row, also where there is none.
    virtual void begin(int columns) { static_cast<void>(columns); }
    /// The cells are valid until this returns.
    virtual void row(std::span<const CellView> cells) = 0;
};

} // namespace relata::base
