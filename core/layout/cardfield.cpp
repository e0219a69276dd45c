#include "core/layout/cardfield.h"

#include "core/layout/clearance.h"

#include <algorithm>
#include <limits>

namespace relata::layout {

namespace {

bool spansMeet(qreal a1, qreal a2, qreal b1, qreal b2)
{
    return a1 < b2 + kClearance && b1 < a2 + kClearance;
}

/// The middle of a narrow gap, the preferred distance in a wide one; a stub is kept whole if it can be.
qreal marginFor(qreal gap, qreal preferred, qreal least)
{
    if (gap < 2 * kClearance)
        return 0;
    if (gap >= 2 * preferred)
        return preferred;
    return gap >= least + kClearance ? std::max(least, gap / 2) : gap / 2;
}

} // namespace

CardField::CardField(std::vector<QRectF> cards)
    : m_cards(std::move(cards)), m_margins(m_cards.size()), m_measured(m_cards.size(), false)
{
}

void CardField::move(int index, QPointF topLeft)
{
    m_cards[size_t(index)].moveTopLeft(topLeft);
    std::fill(m_measured.begin(), m_measured.end(), false);
}

const Margins &CardField::margins(int index)
{
    if (!m_measured[size_t(index)]) {
        m_margins[size_t(index)] = measure(index);
        m_measured[size_t(index)] = true;
    }
    return m_margins[size_t(index)];
}

bool CardField::isClear(QPointF from, QPointF to, qreal clearance, int except) const
{
    const QRectF line(QPointF(std::min(from.x(), to.x()), std::min(from.y(), to.y())),
                      QPointF(std::max(from.x(), to.x()), std::max(from.y(), to.y())));
    for (int i = 0; i < count(); ++i) {
        const QRectF &c = card(i);
        if (i != except && line.left() < c.right() + clearance && line.right() > c.left() - clearance &&
            line.top() < c.bottom() + clearance && line.bottom() > c.top() - clearance)
            return false;
    }
    return true;
}

Margins CardField::measure(int index) const
{
    constexpr qreal far = std::numeric_limits<qreal>::max();
    Margins gap{far, far, far, far};
    const QRectF &own = card(index);
    for (int i = 0; i < count(); ++i) {
        const QRectF &c = card(i);
        if (i == index)
            continue;
        if (spansMeet(c.top(), c.bottom(), own.top(), own.bottom())) {
            if (c.right() <= own.left())
                gap.left = std::min(gap.left, own.left() - c.right());
            if (c.left() >= own.right())
                gap.right = std::min(gap.right, c.left() - own.right());
        }
        if (spansMeet(c.left(), c.right(), own.left(), own.right())) {
            if (c.bottom() <= own.top())
                gap.top = std::min(gap.top, own.top() - c.bottom());
            if (c.top() >= own.bottom())
                gap.bottom = std::min(gap.bottom, c.top() - own.bottom());
        }
    }
    return {marginFor(gap.left, kSideDistance, kStub), marginFor(gap.top, kTopDistance, kClearance),
            marginFor(gap.right, kSideDistance, kStub), marginFor(gap.bottom, kTopDistance, kClearance)};
}

} // namespace relata::layout
