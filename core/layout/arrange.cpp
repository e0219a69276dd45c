#include "core/layout/arrange.h"

#include "core/layout/layers.h"
#include "core/layout/packing.h"
#include "core/layout/plancost.h"
#include "core/layout/refine.h"
#include "core/layout/stress.h"

#include <algorithm>
#include <limits>

namespace relata::layout {

namespace {

/// Up to here candidates are refined and compared by their real routes.
constexpr int kCompared = 150;
/// Up to here there is time for more of them, and for trying changes on the real routes.
constexpr int kSmall = 40;
constexpr int kCareful = 70;
/// About how much work goes into each candidate and each finalist, in edges looked at, and how
/// many changes are enough for small nets.
constexpr qreal kBoldWork = 8e6;
constexpr qreal kCarefulWork = 4e5;
constexpr int kBoldChanges = 5000;
constexpr int kCarefulChanges = 400;
/// A handful of cards has few arrangements.
constexpr int kChangesPerPair = 60;
constexpr qreal kHeat = 150;
constexpr size_t kFinalists = 2;
/// Rounds of levelling while plans are compared, and for the one that is kept.
constexpr int kQuickRounds = 6;
constexpr int kFinalRounds = 15;

struct Priced
{
    Columns plan;
    qreal price = std::numeric_limits<qreal>::max();
};

bool isCheaper(const Priced &a, const Priced &b)
{
    return a.price < b.price;
}

/// By the bare distances: for big nets, where routing every candidate would take too long.
qreal distancePrice(const Net &net, const Placement &placement, const ArrangeOptions &options)
{
    Price price;
    price.room = roomOf(placement.size, options.aspect);
    for (const Net::Edge &edge : net.edges) {
        const QPointF way = placement.corners[size_t(edge.child)] - placement.corners[size_t(edge.parent)];
        price.length += way.manhattanLength();
    }
    return price.total(net.count());
}

/// Each card a little nearer to the middle of its neighbours.
std::vector<QPointF> drawnTogether(const Net &net, const std::vector<QPointF> &points)
{
    constexpr qreal pull = 0.9;
    std::vector<QPointF> result = points;
    for (int card = 0; card < net.count(); ++card) {
        const std::vector<int> &edges = net.edgesAt[size_t(card)];
        QPointF middle;
        for (const int edge : edges)
            middle += points[size_t(net.other(edge, card))] / qreal(edges.size());
        if (!edges.empty())
            result[size_t(card)] += (middle - points[size_t(card)]) * pull;
    }
    return result;
}

/// Lays the net out in columns, draws linked cards together, lays it out again, as long as it gets better.
Priced settled(const Net &net, std::vector<QPointF> points, int columns, const ArrangeOptions &options)
{
    constexpr int rounds = 30;
    Priced best;
    for (int round = 0; round < rounds && !options.stop.stop_requested(); ++round) {
        Columns plan = columnsFromPoints(net, points, columns);
        const Placement placement = place(net, plan, options, kQuickRounds);
        Priced found{std::move(plan), distancePrice(net, placement, options)};
        if (isCheaper(found, best))
            best = std::move(found);
        points = drawnTogether(net, placement.corners);
    }
    return best;
}

Columns shortest(const Net &net, const ArrangeOptions &options)
{
    const int count = columnCount(net, options);
    Priced best;
    for (unsigned seed = 1; seed <= 3 && !options.stop.stop_requested(); ++seed) {
        const std::vector<QPointF> points = stressPoints(net, options.gap, seed, options.stop);
        for (int columns = std::max(1, count - 1); columns <= count + 1; ++columns)
            best = std::min(best, settled(net, points, columns, options), isCheaper);
    }
    return best.plan;
}

std::vector<Columns> candidates(const Net &net, const ArrangeOptions &options)
{
    const int count = columnCount(net, options);
    if (options.effort == Effort::Quick)
        return {columnsFromPoints(net, stressPoints(net, options.gap, 1, options.stop), count)};
    if (net.count() > kCompared)
        return {shortest(net, options)};
    const std::vector<QPointF> points = stressPoints(net, options.gap, 1, options.stop);
    std::vector<Columns> plans{columnsFromPoints(net, points, count)};
    plans.push_back(columnsFromPoints(net, points, count + 1));
    plans.push_back(layeredColumns(net, count));
    const unsigned starts = net.count() <= kSmall ? 5 : 2;
    for (unsigned seed = 2; seed <= starts && !options.stop.stop_requested(); ++seed)
        plans.push_back(columnsFromPoints(net, stressPoints(net, options.gap, seed, options.stop), count));
    return plans;
}

/// Compares plans of one net, by an estimate that is quick and by the real routes.
class PlanSearch
{
public:
    PlanSearch(const Net &net, const ArrangeOptions &options) : m_net(net), m_options(options)
    {
        const qreal edges = qreal(net.edges.size());
        m_estimateWork = 30.0 * net.count() + 20 * edges + edges * edges / 8;
    }

    /// Far and wide, by the estimate.
    Priced boldly(const Columns &plan, unsigned seed) const
    {
        PlanCost estimate(m_net, m_options);
        const int enough = std::min(kBoldChanges, kChangesPerPair * m_net.count() * m_net.count());
        const Search search{std::min(enough, int(kBoldWork / m_estimateWork)), kHeat, seed, m_options.stop};
        Columns found = refine(
            plan, [&](const Columns &c) { return estimate(c, kQuickRounds); }, search);
        const qreal price = routed(found);
        return {std::move(found), price};
    }

    /// Only changes for the better, by the real routes.
    Priced carefully(const Columns &plan, unsigned seed) const
    {
        const Search search{std::min(kCarefulChanges, int(kCarefulWork / m_estimateWork)), 0, seed,
                            m_options.stop};
        Columns found = refine(
            plan, [&](const Columns &c) { return routed(c); }, search);
        const qreal price = routed(found);
        return {std::move(found), price};
    }

private:
    qreal routed(const Columns &plan) const
    {
        return routedPrice(m_net, place(m_net, plan, m_options, kFinalRounds), m_options)
            .total(m_net.count());
    }

    const Net &m_net;
    ArrangeOptions m_options;
    qreal m_estimateWork = 0;
};

Placement arrangeConnected(const Net &net, const ArrangeOptions &options)
{
    const std::vector<Columns> plans = candidates(net, options);
    if (plans.size() == 1)
        return place(net, plans.front(), options, kFinalRounds);
    const PlanSearch search(net, options);
    std::vector<Priced> found;
    for (const Columns &plan : plans)
        found.push_back(search.boldly(plan, unsigned(found.size()) + 1));
    std::stable_sort(found.begin(), found.end(), isCheaper);
    found.resize(std::min(found.size(), kFinalists));
    for (Priced &finalist : found) {
        if (net.count() <= kCareful)
            finalist = search.carefully(finalist.plan, 1);
    }
    return place(net, std::min_element(found.begin(), found.end(), isCheaper)->plan, options, kFinalRounds);
}

Block blockOf(const Net &net, const std::vector<int> &cards, const ArrangeOptions &options)
{
    const Net part = subnet(net, cards);
    const Placement placement = arrangeConnected(part, options);
    Block block{cards, {}};
    for (int i = 0; i < part.count(); ++i)
        block.rects.emplace_back(placement.corners[size_t(i)], part.sizes[size_t(i)]);
    return block;
}

std::vector<Block> blocksOf(const Net &net, const ArrangeOptions &options)
{
    std::vector<Block> blocks;
    std::vector<int> alone;
    for (const std::vector<int> &cards : componentsOf(net)) {
        if (options.stop.stop_requested())
            return {};
        if (cards.size() > 1)
            blocks.push_back(blockOf(net, cards, options));
        else
            alone.push_back(cards.front());
    }
    std::stable_sort(blocks.begin(), blocks.end(), [](const Block &a, const Block &b) {
        const QSizeF one = a.bounds().size();
        const QSizeF other = b.bounds().size();
        return one.width() * one.height() > other.width() * other.height();
    });
    if (!alone.empty())
        blocks.push_back(tidyBlock(net, alone, columnCount(subnet(net, alone), options), options));
    return blocks;
}

} // namespace

Positions arrange(const Graph &graph, const ArrangeOptions &options)
{
    const Net net = netOf(graph);
    Positions positions;
    std::vector<QRectF> placed;
    for (const Block &block : blocksOf(net, options)) {
        if (options.stop.stop_requested())
            break;
        const QPointF move = fitBlock(placed, block, options);
        for (size_t i = 0; i < block.cards.size(); ++i) {
            const QRectF rect = block.rects[i].translated(move);
            positions.insert(graph.cards[size_t(block.cards[i])].id, rect.topLeft());
            placed.push_back(rect);
        }
    }
    return positions;
}

} // namespace relata::layout
