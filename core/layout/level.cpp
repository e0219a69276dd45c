#include "core/layout/level.h"

#include "core/layout/clearance.h"

#include <algorithm>
#include <cmath>

namespace relata::layout {

namespace {

/// A height that something would like to have, and how much it matters.
struct Wish
{
    qreal y = 0;
    qreal weight = 0;
};

enum class Taste { Mean, Median };

/// Isotonic regression (pool adjacent violators): the non-decreasing heights closest to the wishes of a
/// row of cards. The mean lets all cards drift to where they are wanted; the median makes single links
/// exactly straight.
class Pool
{
public:
    void start(Taste taste)
    {
        m_taste = taste;
        m_wishes.clear();
        m_blocks.clear();
    }

    /// The next card begins; its wishes follow, then finishCard().
    void startCard() { m_blocks.push_back({m_wishes.size(), 0, 0, 0, 1}); }
    void wish(qreal y, qreal weight)
    {
        m_wishes.push_back({y, weight});
        m_blocks.back().sum += y * weight;
        m_blocks.back().weight += weight;
    }
    void finishCard()
    {
        settle(m_blocks.back());
        while (m_blocks.size() > 1 && m_blocks[m_blocks.size() - 2].height >= m_blocks.back().height) {
            const Block last = m_blocks.back();
            m_blocks.pop_back();
            Block &block = m_blocks.back();
            block.sum += last.sum;
            block.weight += last.weight;
            block.cards += last.cards;
            settle(block);
        }
    }

    template<typename Take>
    void visit(Take take) const
    {
        for (const Block &block : m_blocks) {
            for (int i = 0; i < block.cards; ++i)
                take(block.height);
        }
    }

private:
    /// Neighbouring cards at one height; the wishes of the last block reach to the end of the list.
    struct Block
    {
        size_t begin = 0;
        qreal sum = 0;
        qreal weight = 0;
        qreal height = 0;
        int cards = 0;
    };

    void settle(Block &block)
    {
        block.height =
            m_taste == Taste::Mean ? block.sum / block.weight : medianFrom(block.begin, block.weight / 2);
    }

    qreal medianFrom(size_t begin, qreal half)
    {
        std::sort(m_wishes.begin() + qptrdiff(begin), m_wishes.end(),
                  [](const Wish &a, const Wish &b) { return a.y < b.y; });
        qreal passed = 0;
        for (size_t i = begin; i < m_wishes.size(); ++i) {
            passed += m_wishes[i].weight;
            if (passed >= half)
                return m_wishes[i].y;
        }
        return m_wishes.back().y;
    }

    Taste m_taste = Taste::Mean;
    std::vector<Wish> m_wishes;
    std::vector<Block> m_blocks;
};

class Leveller
{
public:
    Leveller(const Net &net, const Columns &columns, qreal aspect, Placement &placement)
        : m_net(net), m_columns(columns), m_placement(placement), m_limit(placement.size.width() / aspect)
    {
        for (const std::vector<int> &column : columns) {
            qreal height = -kRowGap;
            for (const int card : column)
                height += net.sizes[size_t(card)].height() + kRowGap;
            m_limit = std::max(m_limit, height);
            m_heights.push_back(height);
        }
    }

    void levelColumn(size_t column, Taste taste)
    {
        m_pool.start(taste);
        qreal offset = 0;
        const std::vector<int> &cards = m_columns[column];
        for (const int card : cards) {
            m_pool.startCard();
            addWishes(card, column, offset);
            m_pool.finishCard();
            offset += height(card) + kRowGap;
        }
        offset = 0;
        size_t next = 0;
        m_pool.visit([&](qreal level) {
            const int card = cards[next++];
            const qreal kept = std::clamp(level, -m_limit / 2, m_limit / 2 - m_heights[column]);
            m_placement.corners[size_t(card)].setY(kept + offset);
            offset += m_net.sizes[size_t(card)].height() + kRowGap;
        });
    }

private:
    qreal y(int card) const { return m_placement.corners[size_t(card)].y(); }
    qreal height(int card) const { return m_net.sizes[size_t(card)].height(); }

    /// The places that would make one link straight, or bring a linked card of the same column next to it;
    /// links to far columns count less. A little is left for staying, so that there is always an answer.
    void addWishes(int card, size_t column, qreal offset)
    {
        m_pool.wish(y(card) - offset, 0.02);
        for (const int e : m_net.edgesAt[size_t(card)]) {
            const Net::Edge &edge = m_net.edges[size_t(e)];
            const int other = m_net.other(e, card);
            const int apart = std::abs(m_placement.columnOf[size_t(other)] - int(column));
            if (apart == 0) {
                const bool above = y(other) < y(card);
                const qreal next =
                    above ? y(other) + height(other) + kRowGap : y(other) - height(card) - kRowGap;
                m_pool.wish(next - offset, 0.7);
                continue;
            }
            const bool isChild = edge.child == card;
            const qreal own = isChild ? edge.childRow : edge.parentRow;
            const qreal row = isChild ? edge.parentRow : edge.childRow;
            m_pool.wish(y(other) + row - own - offset, 1.0 / apart);
        }
    }

    const Net &m_net;
    const Columns &m_columns;
    Placement &m_placement;
    qreal m_limit = 0;
    std::vector<qreal> m_heights;
    Pool m_pool;
};

} // namespace

void levelColumns(const Net &net, const Columns &columns, const ArrangeOptions &options, int rounds,
                  Placement &placement)
{
    Leveller leveller(net, columns, options.aspect, placement);
    for (int round = 0; round < rounds; ++round) {
        const Taste taste = round * 3 < rounds * 2 ? Taste::Mean : Taste::Median;
        for (size_t i = 0; i < columns.size() && !options.stop.stop_requested(); ++i)
            leveller.levelColumn(round % 2 == 0 ? i : columns.size() - 1 - i, taste);
    }
}

} // namespace relata::layout
