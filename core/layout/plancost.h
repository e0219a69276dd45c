#pragma once

#include "core/layout/columns.h"

namespace relata::layout {

/// The price of an arrangement in pixels of link: length, bends and crossings of its links, children to
/// the left of their parents, and the room that it takes at the wanted aspect. Less is better.
struct Price
{
    qreal length = 0;
    qreal bends = 0;
    qreal crossings = 0;
    qreal backward = 0;
    qreal room = 0;
    qreal total(int cards) const;
};

/// The side length that stands for the room taken by a picture of this size in a window of that aspect.
qreal roomOf(QSizeF size, qreal aspect);

/// A quick estimate from the columns alone: each link goes straight through the gutters and past the
/// nearest gap of the columns between.
class PlanCost
{
public:
    PlanCost(const Net &net, const ArrangeOptions &options) : m_net(net), m_options(options) {}

    qreal operator()(const Columns &columns, int rounds);

private:
    /// A link's way through one gutter: from a height at its left to one at its right, or a loop that
    /// leaves and enters at one side.
    struct Passage
    {
        qreal left = 0;
        qreal right = 0;
        int loopSide = 0;
    };

    void passThrough(const Net::Edge &edge, const Columns &columns, const Placement &placement);
    void loop(int column, qreal from, qreal to);
    qreal pastColumn(const std::vector<int> &column, const Placement &placement, qreal from, qreal to) const;
    qreal crossings() const;
    static int crossing(const Passage &a, const Passage &b);

    const Net &m_net;
    ArrangeOptions m_options;
    Price m_price;
    std::vector<std::vector<Passage>> m_gutters;
};

/// The same price from the real routes, and the crossings among them.
Price routedPrice(const Net &net, const Placement &placement, const ArrangeOptions &options);

} // namespace relata::layout
