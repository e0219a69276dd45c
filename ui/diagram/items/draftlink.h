#pragma once

#include <QGraphicsItem>

namespace relata::ui {

class CardStyle;

/// The link that is being drawn, from a column's row to the pointer: grey on the way, green where it can end,
/// red where it cannot.
class DraftLink : public QGraphicsItem
{
public:
    enum class Verdict { Open, Possible, Refused };

    explicit DraftLink(const CardStyle &style);

    /// @param from the card where the drag began, with the row's middle
    /// @param to the pointer, or the middle of a row at the card's edge
    void setEnds(const QRectF &fromCard, qreal fromY, QPointF to, Verdict verdict);

    QRectF boundingRect() const override { return m_bounds; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const CardStyle &m_style;
    QPainterPath m_path;
    QPointF m_start;
    QPointF m_end;
    Verdict m_verdict = Verdict::Open;
    QRectF m_bounds;
};

} // namespace relata::ui
