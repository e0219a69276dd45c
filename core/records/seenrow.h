#pragma once

#include "core/base/cellview.h"
#include "core/base/pendingedits.h"

#include <span>

namespace relata::records {

/// A row as a person saw it, to be compared with what the database has: cells that were cut by their size and
/// beginning, and by a digest where one was taken when the row was marked. A value.
struct SeenRow
{
    base::Values values;
    base::CellDigests digests;

    /// The first column in which a stored row, whole, is another one; -1 where there is none. What is not
    /// known is not compared.
    int differsIn(std::span<const base::CellView> stored) const;
    bool hasCut() const;
    /// Of each cell that was seen cut.
    base::CellDigests digestsOf(std::span<const base::CellView> stored) const;
    /// A cell as the database has it, as far as words and comparisons need it.
    static base::Value shortened(const base::CellView &stored);
};

} // namespace relata::records
