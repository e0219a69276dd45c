#pragma once

#include "core/layout/arrange.h"
#include "core/layout/net.h"

#include <QRectF>

#include <vector>

namespace relata::layout {

/// Some cards that keep their places relative to each other.
struct Block
{
    std::vector<int> cards;
    std::vector<QRectF> rects;
    QRectF bounds() const;
};

/// Unlinked cards in rows of equal columns, filled where they are lowest.
Block tidyBlock(const Net &net, const std::vector<int> &cards, int columns, const ArrangeOptions &options);

/// Puts a block under or beside what is there, into a nook if one fits, so that the whole stays small and
/// near the wanted aspect. Answers by how much the block has to move.
QPointF fitBlock(const std::vector<QRectF> &placed, const Block &block, const ArrangeOptions &options);

} // namespace relata::layout
