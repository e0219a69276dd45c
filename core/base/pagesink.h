#pragma once

#include "core/base/rowpage.h"
#include "core/base/rowsink.h"

namespace relata::base {

/// Collects the rows in a page.
class PageSink : public RowSink
{
public:
    void begin(int columns) override { page = RowPage(columns); }
    void row(std::span<const CellView> cells) override;

    RowPage page;
};

} // namespace relata::base
