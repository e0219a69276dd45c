#include "core/layout/firstplaces.h"

#include "core/layout/clearance.h"
#include "core/layout/columns.h"
#include "core/layout/net.h"
#include "core/layout/packing.h"

#include <QRectF>

#include <cmath>

namespace relata::layout {

Positions firstPlaces(const Graph &graph, const Positions &placed, const ArrangeOptions &options)
{
    const Net net = netOf(graph);
    Positions positions;
    std::vector<int> waiting;
    QRectF taken;
    for (int i = 0; i < net.count(); ++i) {
        const int id = graph.cards[size_t(i)].id;
        const auto place = placed.constFind(id);
        if (place == placed.cend()) {
            waiting.push_back(i);
            continue;
        }
        positions.insert(id, *place);
        taken = taken.united(QRectF(*place, net.sizes[size_t(i)]));
    }
    if (waiting.empty())
        return positions;
    const int columns = columnCount(subnet(net, waiting), options);
    const Block block = tidyBlock(net, waiting, columns, options);
    const auto below = [](qreal edge) { return std::ceil((edge + kCardGap) / kGrid) * kGrid; };
    const QPointF move = taken.isNull() ? QPointF() : QPointF(taken.left(), below(taken.bottom()));
    for (size_t i = 0; i < block.cards.size(); ++i)
        positions.insert(graph.cards[size_t(block.cards[i])].id, block.rects[i].topLeft() + move);
    return positions;
}

} // namespace relata::layout
