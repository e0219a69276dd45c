#pragma once

#include <QSet>

class QPainter;

namespace relata::ui {

class CardStyle;
class TableGeometry;
struct CardFace;

/// Paints the card of a table: whole, or from far away as a block with a title that can still be read.
class CardPainter
{
public:
    struct State
    {
        bool isSelected = false;
        bool isHovered = false;
        int area = 0;
        QSet<int> markedRows; ///< rows at the ends of a selected link
    };

    CardPainter(const CardStyle &style, const TableGeometry &geometry, const CardFace &face,
                const State &state);

    /// @param zoom pixels of the screen for one of the card
    void paint(QPainter &painter, qreal zoom) const;
    /// The zoom below which only the title is painted.
    static constexpr qreal kTextZoom = 0.35;
    /// How far outline and shadow reach over the card's rectangle.
    static constexpr qreal kMargin = 4;

private:
    void paintBody(QPainter &painter, qreal zoom) const;
    void paintHeader(QPainter &painter) const;
    void paintRow(QPainter &painter, int row) const;
    void paintBlock(QPainter &painter, qreal zoom) const;
    void paintWarning(QPainter &painter, QPointF center) const;

    const CardStyle &m_style;
    const TableGeometry &m_geometry;
    const CardFace &m_face;
    const State &m_state;
};

} // namespace relata::ui
