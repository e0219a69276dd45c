#pragma once

#include "core/base/cellview.h"

namespace relata::base {

/// How much of a cell a page takes, so that its bytes are bounded whatever the rows hold: large cells come
/// cut, and the more the page holds already, the smaller is what counts as large. A value.
class CellAllowance
{
public:
    /// What is kept of the cells of a column.
    enum class Keep : quint8 {
        Beginning, ///< as the page's bytes allow
        Links,     ///< all up to CellView::kLargest: values that lead to other rows
        Whole,     ///< all: a row is found by them
    };

    /// The cell, cut where it has to be.
    /// @param held bytes that the page holds already
    /// @param rows its rows before this one: the bound is for every 200 of them
    static CellView cut(const CellView &cell, Keep keep, qsizetype held, qint64 rows);
};

} // namespace relata::base
