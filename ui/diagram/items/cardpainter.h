#pragma once

#include "core/mapping/diagnostic.h"

#include <QSet>

#include <optional>

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
        bool isLinkable = false; ///< shows its handle while it is hovered
        int area = 0;
        QSet<int> markedRows;                     ///< rows at the ends of a selected link
        QSet<int> faultyRows;                     ///< rows of columns about which an error was found
        QSet<int> nowhereRows;                    ///< rows of columns whose foreign key leads nowhere
        std::optional<mapping::Grade> headerMark; ///< what was found about the table itself
    };

    CardPainter(const CardStyle &style, const TableGeometry &geometry, const CardFace &face,
                const State &state);

    /// @param zoom pixels of the screen for one of the card
    void paint(QPainter &painter, qreal zoom) const;
    /// The zoom below which only the title is painted.
    static constexpr qreal kTextZoom = 0.35;
    /// How far outline and shadow reach over the card's rectangle.
    static constexpr qreal kMargin = 4;
    /// How far the stub of a key that leads nowhere reaches over the right edge.
    static constexpr qreal kStub = 30;

private:
    void paintBody(QPainter &painter, qreal zoom) const;
    void paintHeader(QPainter &painter) const;
    void paintHandle(QPainter &painter) const;
    void paintRow(QPainter &painter, int row) const;
    void paintBlock(QPainter &painter, qreal zoom) const;
    void paintNowhere(QPainter &painter, qreal y) const;

    const CardStyle &m_style;
    const TableGeometry &m_geometry;
    const CardFace &m_face;
    const State &m_state;
};

} // namespace relata::ui
