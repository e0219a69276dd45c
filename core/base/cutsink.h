#pragma once

#include "core/base/cellallowance.h"
#include "core/base/rowpage.h"
#include "core/base/rowsink.h"

#include <QList>

namespace relata::base {

/// Collects rows in a page and cuts what is large.
class CutSink : public RowSink
{
public:
    using Keep = CellAllowance::Keep;

    /// @param keep by column; Beginning for those after its end
    explicit CutSink(QList<Keep> keep) : m_keep(std::move(keep)) {}

    void begin(int columns) override { page = RowPage(columns); }
    void row(std::span<const CellView> cells) override;

    RowPage page;

private:
    const QList<Keep> m_keep;
};

} // namespace relata::base
