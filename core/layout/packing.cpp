#include "core/layout/packing.h"

#include "core/layout/clearance.h"
#include "core/layout/plancost.h"

#include <algorithm>
#include <cmath>

namespace relata::layout {

namespace {

constexpr qreal kTidyGap = kCardGap + 8;
/// The distance between blocks, wider than the gaps inside them.
constexpr qreal kBlockGap = 64;

qreal onGrid(qreal value)
{
    return std::ceil(value / kGrid) * kGrid;
}

/// The highest place at this x where the block lies below all that is in its way.
qreal dropOn(const std::vector<QRectF> &placed, const Block &block, qreal dx, qreal top, qreal gap)
{
    qreal dy = top - block.bounds().top();
    for (const QRectF &card : block.rects) {
        for (const QRectF &other : placed) {
            if (other.left() < card.right() + dx + gap && card.left() + dx < other.right() + gap)
                dy = std::max(dy, other.bottom() + kBlockGap - card.top());
        }
    }
    return onGrid(dy);
}

} // namespace

QRectF Block::bounds() const
{
    QRectF all;
    for (const QRectF &rect : rects)
        all = all.united(rect);
    return all;
}

Block tidyBlock(const Net &net, const std::vector<int> &cards, int columns, const ArrangeOptions &options)
{
    qreal width = 0;
    for (const int card : cards)
        width = std::max(width, net.sizes[size_t(card)].width());
    const qreal pitch = onGrid(width + std::max(80.0, options.gap));
    std::vector<qreal> bottoms(size_t(std::max(1, columns)), 0);
    Block block;
    for (const int card : cards) {
        const auto lowest = std::min_element(bottoms.begin(), bottoms.end());
        const QPointF corner(qreal(lowest - bottoms.begin()) * pitch, *lowest);
        block.cards.push_back(card);
        block.rects.emplace_back(corner, net.sizes[size_t(card)]);
        *lowest = onGrid(*lowest + net.sizes[size_t(card)].height() + kTidyGap);
    }
    return block;
}

QPointF fitBlock(const std::vector<QRectF> &placed, const Block &block, const ArrangeOptions &options)
{
    const QRectF own = block.bounds();
    if (placed.empty())
        return -own.topLeft();
    QRectF all;
    std::vector<qreal> lefts;
    for (const QRectF &card : placed) {
        all = all.united(card);
        lefts.push_back(onGrid(card.left()));
    }
    const qreal gap = std::max(80.0, options.gap);
    lefts.push_back(onGrid(all.right() + gap));
    std::sort(lefts.begin(), lefts.end());
    lefts.erase(std::unique(lefts.begin(), lefts.end()), lefts.end());
    QPointF best;
    qreal least = 1e18;
    for (const qreal left : lefts) {
        if (options.stop.stop_requested())
            break;
        const qreal dx = left - own.left();
        const qreal dy = dropOn(placed, block, dx, all.top(), gap);
        const QRectF whole = all.united(own.translated(dx, dy));
        // Among equals the lower, then the one further right: the reader's eye starts at the top left.
        const qreal price = roomOf(whole.size(), options.aspect) * 1e3 - (own.top() + dy) - left / 10;
        if (price < least) {
            least = price;
            best = {dx, dy};
        }
    }
    return best;
}

} // namespace relata::layout
