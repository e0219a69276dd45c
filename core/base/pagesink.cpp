#include "pagesink.h"

namespace relata::base {

void PageSink::row(std::span<const CellView> cells)
{
    int column = 0;
    for (const CellView &cell : cells)
        page.appendCell(column++, cell);
    page.endRow();
}

} // namespace relata::base
