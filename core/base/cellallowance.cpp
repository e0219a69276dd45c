#include "cellallowance.h"

namespace relata::base {

namespace {

constexpr qsizetype kRows = 200; ///< of one page

/// From so many bytes on, for every page of rows, a cell may have so many, and is cut to so many.
struct Stage
{
    qsizetype held;
    qsizetype largest;
    qsizetype beginning;
};
constexpr Stage kStages[] = {
    {0, CellView::kLargest, CellView::kBeginning}, {4 << 20, 1024, 256}, {8 << 20, 64, 64}};

} // namespace

CellView CellAllowance::cut(const CellView &cell, Keep keep, qsizetype held, qint64 rows)
{
    if (!cell.hasBytes() || cell.size <= kStages[2].largest || keep == Keep::Whole)
        return cell;
    const Stage *stage = kStages;
    for (const Stage &each : kStages) {
        if (keep == Keep::Beginning && held >= each.held * (1 + rows / kRows))
            stage = &each;
    }
    return cell.size > stage->largest ? cell.cutTo(stage->beginning) : cell;
}

} // namespace relata::base
