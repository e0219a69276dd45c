#include "core/layout/routegrid.h"

#include "core/layout/clearance.h"

#include <algorithm>
#include <cmath>

namespace relata::layout {

namespace {

constexpr float kBlocked = -1;
/// A crossing is worth a detour of this many pixels.
constexpr float kCrossing = 60;
/// Running beside another link costs a little, and a lot if the two could not be pulled apart.
constexpr float kBeside = 0.04F;
constexpr float kUpon = 3;

void sortLines(std::vector<qreal> &lines)
{
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
}

int lineAt(const std::vector<qreal> &lines, qreal at)
{
    const auto found = std::lower_bound(lines.begin(), lines.end(), at);
    return found != lines.end() && *found == at ? int(found - lines.begin()) : -1;
}

int firstAfter(const std::vector<qreal> &lines, qreal at)
{
    return int(std::upper_bound(lines.begin(), lines.end(), at) - lines.begin());
}

int firstNotBefore(const std::vector<qreal> &lines, qreal at)
{
    return int(std::lower_bound(lines.begin(), lines.end(), at) - lines.begin());
}

} // namespace

void RouteGrid::build(CardField &field, const QRectF &box, const Ends &ends, qreal clearance)
{
    m_ends = ends;
    m_parentCard = field.card(ends.parent);
    const QRectF seen = box.adjusted(-kClearance, -kClearance, kClearance, kClearance);
    m_xs.clear();
    m_ys = {ends.childY, ends.parentY};
    std::vector<QRectF> obstacles;
    for (int i = 0; i < field.count(); ++i) {
        const QRectF &card = field.card(i);
        if (!seen.intersects(card))
            continue;
        const bool own = i == ends.child || i == ends.parent;
        const Margins &margins = field.margins(i);
        const qreal left = own ? std::max(margins.left, kStub) : margins.left;
        const qreal right = own ? std::max(margins.right, kStub) : margins.right;
        // Lines outside the box would run among cards that were not looked at.
        const auto addColumn = [&](qreal x, qreal margin) {
            if (margin > 0 && x > box.left() && x < box.right())
                m_xs.push_back(x);
        };
        const auto addRow = [&](qreal y, qreal margin) {
            if (margin > 0 && y > box.top() && y < box.bottom())
                m_ys.push_back(y);
        };
        addColumn(card.left() - left, left);
        addColumn(card.right() + right, right);
        addRow(card.top() - margins.top, margins.top);
        addRow(card.bottom() + margins.bottom, margins.bottom);
        obstacles.push_back(own ? card.adjusted(-left, -clearance, right, clearance)
                                : card.adjusted(-clearance, -clearance, clearance, clearance));
    }
    sortLines(m_xs);
    sortLines(m_ys);
    m_across.assign(m_xs.size() * m_ys.size(), 0);
    m_down.assign(m_xs.size() * m_ys.size(), 0);
    for (const QRectF &obstacle : obstacles)
        block(obstacle);
}

void RouteGrid::block(const QRectF &card)
{
    const int left = firstAfter(m_xs, card.left());
    const int right = firstNotBefore(m_xs, card.right());
    const int top = firstAfter(m_ys, card.top());
    const int bottom = firstNotBefore(m_ys, card.bottom());
    for (int row = top; row < bottom; ++row) {
        for (int column = std::max(left - 1, 0); column < right; ++column)
            m_across[size_t(row * columns() + column)] = kBlocked;
    }
    for (int row = std::max(top - 1, 0); row < bottom; ++row) {
        for (int column = left; column < right; ++column)
            m_down[size_t(row * columns() + column)] = kBlocked;
    }
}

int RouteGrid::columnAt(qreal x) const
{
    return lineAt(m_xs, x);
}

int RouteGrid::rowAt(qreal y) const
{
    return lineAt(m_ys, y);
}

void RouteGrid::addTraffic(const Bar &bar)
{
    if (bar.vertical)
        addVerticalTraffic(bar);
    else
        addHorizontalTraffic(bar);
}

void RouteGrid::addVerticalTraffic(const Bar &bar)
{
    const int first = firstAfter(m_ys, bar.from);
    const int last = firstNotBefore(m_ys, bar.to);
    const int column = firstNotBefore(m_xs, bar.at) - 1;
    if (column >= 0 && column + 1 < columns()) {
        for (int row = first; row < last; ++row) {
            float &cost = m_across[size_t(row * columns() + column)];
            if (cost >= 0)
                cost += kCrossing;
        }
    }
    const int shared = columnAt(bar.at);
    if (shared < 0 || mayShare(bar))
        return;
    for (int row = std::max(first - 1, 0); row < last && row + 1 < rows(); ++row) {
        float &cost = m_down[size_t(row * columns() + shared)];
        if (cost >= 0)
            cost += kBeside * float(y(row + 1) - y(row));
    }
}

void RouteGrid::addHorizontalTraffic(const Bar &bar)
{
    const int first = firstAfter(m_xs, bar.from);
    const int last = firstNotBefore(m_xs, bar.to);
    const int row = firstNotBefore(m_ys, bar.at) - 1;
    if (row >= 0 && row + 1 < rows()) {
        for (int column = first; column < last; ++column) {
            float &cost = m_down[size_t(row * columns() + column)];
            if (cost >= 0)
                cost += kCrossing;
        }
    }
    if (mayShare(bar))
        return;
    const int from = firstAfter(m_ys, bar.at - kTightLane);
    const int to = firstNotBefore(m_ys, bar.at + kTightLane);
    for (int shared = from; shared < to; ++shared) {
        const bool ownRow = y(shared) == m_ends.childY || y(shared) == m_ends.parentY;
        const float rate = bar.fixed && ownRow ? kUpon : kBeside;
        for (int column = std::max(first - 1, 0); column < last && column + 1 < columns(); ++column) {
            float &cost = m_across[size_t(shared * columns() + column)];
            if (cost >= 0)
                cost += rate * float(x(column + 1) - x(column));
        }
    }
}

bool RouteGrid::mayShare(const Bar &bar) const
{
    if (bar.fixed && !bar.joinsParent)
        return false;
    // A self-reference is easier to see on a side of its own.
    return m_ends.child != m_ends.parent && bar.parentEnd.y() == m_ends.parentY &&
           (bar.parentEnd.x() == m_parentCard.left() || bar.parentEnd.x() == m_parentCard.right());
}

} // namespace relata::layout
