#include "cutsink.h"

namespace relata::base {

void CutSink::row(std::span<const CellView> cells)
{
    int column = 0;
    for (const CellView &cell : cells) {
        const Keep keep = m_keep.value(column, Keep::Beginning);
        page.appendCell(column++, CellAllowance::cut(cell, keep, page.byteCount(), page.rowCount()));
    }
    page.endRow();
}

} // namespace relata::base
