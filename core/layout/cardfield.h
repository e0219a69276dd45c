#pragma once

#include <QRectF>

#include <vector>

namespace relata::layout {

/// How far from each edge of a card the routes that pass it prefer to run; 0 where nothing fits.
struct Margins
{
    qreal left = 0;
    qreal top = 0;
    qreal right = 0;
    qreal bottom = 0;
};

/// The cards of a diagram as obstacles, by index. Moving one is cheap; the margins are worked out again
/// when they are next asked for.
class CardField
{
public:
    CardField() = default;
    explicit CardField(std::vector<QRectF> cards);

    int count() const { return int(m_cards.size()); }
    const QRectF &card(int index) const { return m_cards[size_t(index)]; }
    void move(int index, QPointF topLeft);

    const Margins &margins(int index);
    /// Whether the straight line between the two points keeps `clearance` from all cards but `except`.
    bool isClear(QPointF from, QPointF to, qreal clearance, int except) const;

private:
    Margins measure(int index) const;

    std::vector<QRectF> m_cards;
    std::vector<Margins> m_margins;
    std::vector<bool> m_measured;
};

} // namespace relata::layout
