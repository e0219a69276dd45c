#include "arrangenew.h"

#include "core/layout/clearance.h"
#include "core/layout/net.h"
#include "core/layout/packing.h"
#include "core/layout/plancost.h"

#include <QRectF>

#include <algorithm>
#include <cmath>

namespace relata::layout {

namespace {

qreal gridded(qreal value)
{
    return std::round(value / kGrid) * kGrid;
}

/// Finds places for single cards among others that stay where they are.
class Newcomers
{
public:
    Newcomers(const Net &net, const ArrangeOptions &options)
        : m_net(net),
          m_gap(std::max(80.0, options.gap)),
          m_aspect(options.aspect),
          m_stop(options.stop),
          m_isPlaced(net.sizes.size(), false),
          m_rects(net.sizes.size())
    {
    }

    void put(int card, QPointF corner)
    {
        m_isPlaced[size_t(card)] = true;
        m_rects[size_t(card)] = QRectF(corner, m_net.sizes[size_t(card)]);
        m_whole = m_whole.united(m_rects[size_t(card)]);
    }
    bool isPlaced(int card) const { return m_isPlaced[size_t(card)]; }
    const QRectF &rect(int card) const { return m_rects[size_t(card)]; }

    /// The card that has most links to placed ones, the first of equals; -1 if no link leads to any.
    int next() const
    {
        int best = -1;
        int most = 0;
        for (int card = 0; card < m_net.count(); ++card) {
            const int links = isPlaced(card) ? 0 : linksToPlaced(card);
            if (links > most) {
                most = links;
                best = card;
            }
        }
        return best;
    }

    /// The free place, in line with the columns there are or beside a neighbour, with the shortest links.
    QPointF placeFor(int card) const
    {
        QPointF best(gridded(m_whole.left()), gridded(m_whole.bottom() + kRowGap + kGrid));
        qreal least = priceAt(card, best);
        for (const qreal x : columnsFor(card)) {
            if (m_stop.stop_requested())
                return best;
            for (const qreal y : heightsFor(card, x)) {
                if (m_stop.stop_requested())
                    return best;
                const QPointF corner(x, y);
                const qreal price = priceAt(card, corner);
                if (price < least && isFree(QRectF(corner, m_net.sizes[size_t(card)]))) {
                    least = price;
                    best = corner;
                }
            }
        }
        return best;
    }

private:
    int linksToPlaced(int card) const
    {
        const std::vector<int> &edges = m_net.edgesAt[size_t(card)];
        return int(std::count_if(edges.begin(), edges.end(),
                                 [&](int edge) { return isPlaced(m_net.other(edge, card)); }));
    }

    std::vector<qreal> columnsFor(int card) const
    {
        std::vector<qreal> columns;
        const qreal width = m_net.sizes[size_t(card)].width();
        for (int other = 0; other < m_net.count(); ++other) {
            if (!isPlaced(other))
                continue;
            const QRectF &rect = m_rects[size_t(other)];
            columns.push_back(gridded(rect.left()));
            columns.push_back(gridded(rect.right() + m_gap + kGrid / 2));
            columns.push_back(gridded(rect.left() - m_gap - width - kGrid / 2));
        }
        std::sort(columns.begin(), columns.end());
        columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
        return columns;
    }

    /// Level with each neighbour, and right under or above each card that is in the way.
    std::vector<qreal> heightsFor(int card, qreal x) const
    {
        std::vector<qreal> heights;
        const QSizeF size = m_net.sizes[size_t(card)];
        for (const int e : m_net.edgesAt[size_t(card)]) {
            const Net::Edge &edge = m_net.edges[size_t(e)];
            const int other = m_net.other(e, card);
            const qreal lift =
                edge.child == card ? edge.parentRow - edge.childRow : edge.childRow - edge.parentRow;
            if (isPlaced(other))
                heights.push_back(gridded(m_rects[size_t(other)].top() + lift));
        }
        for (int other = 0; other < m_net.count(); ++other) {
            const QRectF &rect = m_rects[size_t(other)];
            if (!isPlaced(other) || rect.left() >= x + size.width() + m_gap || rect.right() + m_gap <= x)
                continue;
            heights.push_back(gridded(rect.bottom() + kRowGap));
            heights.push_back(gridded(rect.top() - kRowGap - size.height()));
        }
        return heights;
    }

    bool isFree(const QRectF &rect) const
    {
        const QRectF wide = rect.adjusted(-m_gap, -kCardGap, m_gap, kCardGap);
        for (int other = 0; other < m_net.count(); ++other) {
            if (isPlaced(other) && wide.intersects(m_rects[size_t(other)]))
                return false;
        }
        return true;
    }

    /// The length of the card's links, and what the whole would grow by.
    qreal priceAt(int card, QPointF corner) const
    {
        const QRectF rect(corner, m_net.sizes[size_t(card)]);
        qreal price = 2 * (roomOf(m_whole.united(rect).size(), m_aspect) - roomOf(m_whole.size(), m_aspect));
        for (const int e : m_net.edgesAt[size_t(card)]) {
            const Net::Edge &edge = m_net.edges[size_t(e)];
            const int other = m_net.other(e, card);
            if (!isPlaced(other))
                continue;
            const QRectF &place = m_rects[size_t(other)];
            const bool isChild = edge.child == card;
            const qreal own = corner.y() + (isChild ? edge.childRow : edge.parentRow);
            const qreal row = place.top() + (isChild ? edge.parentRow : edge.childRow);
            const qreal apart =
                std::max({rect.left() - place.right(), place.left() - rect.right(), 2 * kSideDistance});
            const qreal child = isChild ? rect.left() : place.left();
            const qreal parent = isChild ? place.left() : rect.left();
            price += apart + std::abs(own - row) + (child < parent ? kSideDistance : 0);
        }
        return price;
    }

    const Net &m_net;
    qreal m_gap = 0;
    qreal m_aspect = 0;
    std::stop_token m_stop;
    std::vector<bool> m_isPlaced;
    std::vector<QRectF> m_rects;
    QRectF m_whole;
};

/// The cards that nothing links to a placed one, arranged by themselves, as one block.
Block blockOfRest(const Graph &graph, const Newcomers &newcomers, const ArrangeOptions &options)
{
    Graph rest;
    rest.links = graph.links;
    Block block;
    for (int i = 0; i < int(graph.cards.size()); ++i) {
        if (!newcomers.isPlaced(i)) {
            rest.cards.push_back(graph.cards[size_t(i)]);
            block.cards.push_back(i);
        }
    }
    const Positions positions = arrange(rest, options);
    for (const Card &card : rest.cards)
        block.rects.emplace_back(positions.value(card.id), card.size);
    return block;
}

} // namespace

Positions arrangeNew(const Graph &graph, const Positions &placed, const ArrangeOptions &options)
{
    const Net net = netOf(graph);
    Newcomers newcomers(net, options);
    for (int i = 0; i < net.count(); ++i) {
        const auto place = placed.constFind(graph.cards[size_t(i)].id);
        if (place != placed.cend())
            newcomers.put(i, *place);
    }
    for (int card = newcomers.next(); card >= 0 && !options.stop.stop_requested(); card = newcomers.next())
        newcomers.put(card, newcomers.placeFor(card));

    std::vector<QRectF> rects;
    for (int i = 0; i < net.count(); ++i) {
        if (newcomers.isPlaced(i))
            rects.push_back(newcomers.rect(i));
    }
    const Block rest = blockOfRest(graph, newcomers, options);
    if (!rest.cards.empty()) {
        const QPointF move = fitBlock(rects, rest, options);
        for (size_t i = 0; i < rest.cards.size(); ++i)
            newcomers.put(rest.cards[i], rest.rects[i].topLeft() + move);
    }
    Positions positions;
    for (int i = 0; i < net.count(); ++i)
        positions.insert(graph.cards[size_t(i)].id, newcomers.rect(i).topLeft());
    return positions;
}

} // namespace relata::layout
