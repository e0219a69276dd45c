#pragma once

#include "core/layout/cardfield.h"

#include <vector>

namespace relata::layout {

/// A straight piece of a route: vertical ones lie at x == at, horizontal ones at y == at.
struct Bar
{
    bool vertical = false;
    /// The row of a column: it cannot be moved sideways.
    bool fixed = false;
    qreal at = 0;
    qreal from = 0;
    qreal to = 0;
    /// The last piece of its route.
    bool joinsParent = false;
    /// Where its route ends: links that end at one point may run together.
    QPointF parentEnd;
};

/// The lines along which one link may run within a box: beside each card, and on its own two rows.
/// Distances between the lines differ. Edges are open or blocked, and cost extra where other links run.
class RouteGrid
{
public:
    struct Ends
    {
        int child = 0;
        int parent = 0;
        qreal childY = 0;
        qreal parentY = 0;
    };

    void build(CardField &field, const QRectF &box, const Ends &ends, qreal clearance);
    void addTraffic(const Bar &bar);

    /// Whether the bar is part of a link to the same end: the two may run together.
    bool mayShare(const Bar &bar) const;

    int columns() const { return int(m_xs.size()); }
    int rows() const { return int(m_ys.size()); }
    qreal x(int column) const { return m_xs[size_t(column)]; }
    qreal y(int row) const { return m_ys[size_t(row)]; }
    /// The line at exactly this place, or -1.
    int columnAt(qreal x) const;
    int rowAt(qreal y) const;

    /// The cost, beyond its length, of the edge that goes right (or down) from a node; below 0 if blocked.
    float across(int column, int row) const { return m_across[size_t(row * columns() + column)]; }
    float down(int column, int row) const { return m_down[size_t(row * columns() + column)]; }

private:
    void block(const QRectF &card);
    void addVerticalTraffic(const Bar &bar);
    void addHorizontalTraffic(const Bar &bar);

    Ends m_ends;
    QRectF m_parentCard;
    std::vector<qreal> m_xs;
    std::vector<qreal> m_ys;
    std::vector<float> m_across;
    std::vector<float> m_down;
};

} // namespace relata::layout
