#pragma once

#include "ui/diagram/items/cardface.h"
#include "ui/diagram/items/cardpainter.h"
#include "ui/diagram/items/tablegeometry.h"

#include <QGraphicsItem>

#include <optional>

namespace relata::ui {

/// The card of one table: paints itself, has no children and takes no events (the tools do). Owned by the
/// TableLayer; its position is set by the scene from the document's layout.
class TableItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };
    /// The style outlives the item.
    TableItem(const schema::Table &table, const CardStyle *style);

    base::TableId id() const { return m_table.id; }
    const schema::Table &table() const { return m_table; }
    const TableGeometry &geometry() const { return m_geometry; }
    /// The card in scene coordinates, without outline and shadow.
    QRectF card() const { return m_geometry.rect().translated(pos()); }
    /// Takes the table as it is now. True where the card's size or rows changed.
    bool setTable(const schema::Table &table);
    /// Measures anew after a change of the style.
    void restyle();

    qint64 rowCount() const { return m_rowCount; }
    void setRowCount(qint64 count);
    CardFold fold() const { return m_fold; }
    void setFold(CardFold fold);
    /// Above all others, while it is dragged.
    void setLifted(bool lifted);
    void setArea(int area);
    bool isHovered() const { return m_state.isHovered; }
    void setHovered(bool hovered);
    /// Whether links to the table as a whole can be drawn; the handle shows while the card is hovered.
    void setLinkable(bool linkable);
    /// At a point of the scene.
    bool isHandle(QPointF point) const;
    /// Columns to be set off because a selected link ends there.
    void setMarkedColumns(const QStringList &columns);

    /// What was found about the table: columns with an error, those of a key that leads nowhere, and the
    /// grade of what is about the table itself.
    struct Marks
    {
        QStringList columns;
        QStringList nowhere;
        std::optional<mapping::Grade> card;

        bool operator==(const Marks &) const = default;
    };
    void setMarks(const Marks &marks);
    const Marks &marks() const { return m_marks; }

    /// The whole text of what is at a point of the card, for a tool tip: also what is cut in the card.
    QString textAt(QPointF point) const;

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    bool rebuild();
    void settleLevel();
    void placeMarks();
    QSet<int> rowsOf(const QStringList &columns) const;

    schema::Table m_table;
    const CardStyle *m_style;
    TableGeometry m_geometry;
    std::optional<CardFace> m_face; ///< cut when it is first painted
    CardPainter::State m_state;
    CardFold m_fold = CardFold::Folded;
    bool m_isLifted = false;
    qint64 m_rowCount = -1;
    Marks m_marks;
};

} // namespace relata::ui
