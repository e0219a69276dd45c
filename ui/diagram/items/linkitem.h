#pragma once

#include "ui/diagram/items/linklabels.h"
#include "ui/diagram/items/linkshape.h"

#include "core/mapping/diagnostic.h"

#include <QGraphicsItem>

#include <optional>

namespace relata::ui {

class CardStyle;

/// The line of one foreign key, or of a relationship without one, in scene coordinates, below the cards.
/// Paints itself; its route comes from the LinkLayer, which owns it.
class LinkItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };
    /// Why a link stands out, the strongest last.
    enum class Emphasis { None, TableSelected, Hovered, Selected };

    /// The style outlives the item.
    LinkItem(const DrawnLink &link, const CardStyle *style);

    base::LinkId id() const { return m_link.id; }
    const DrawnLink &link() const { return m_link; }
    void setLink(const DrawnLink &link);
    const QList<QPointF> &route() const { return m_route; }
    void setRoute(const QList<QPointF> &route, const LinkTies &ties = {});
    Emphasis emphasis() const { return m_emphasis; }
    void setEmphasis(Emphasis emphasis);
    /// What was found about the link; drawn in the middle of its longest stretch.
    void setMark(std::optional<mapping::Grade> mark);
    std::optional<mapping::Grade> mark() const { return m_mark; }
    const QList<LinkLabel> &labels() const { return m_labels; }
    void setLabels(const QList<LinkLabel> &labels);
    /// The name of a side; null where it is not shown.
    const LinkLabel *nameOf(schema::LinkSide side) const;
    /// Sets off the name that the keys would edit.
    void setChosenName(std::optional<schema::LinkSide> side);
    std::optional<schema::LinkSide> chosenName() const { return m_chosenName; }

    int type() const override { return Type; }
    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void updateBounds();
    QPointF markPlace() const;
    void paintFar(QPainter &painter, bool stands) const;
    void paintLabel(QPainter &painter, const LinkLabel &label) const;

    DrawnLink m_link;
    const CardStyle *m_style;
    QList<QPointF> m_route;
    LinkTies m_ties;
    LinkShape m_shape;
    QList<LinkLabel> m_labels;
    std::optional<mapping::Grade> m_mark;
    std::optional<schema::LinkSide> m_chosenName;
    Emphasis m_emphasis = Emphasis::None;
    QRectF m_bounds;
};

} // namespace relata::ui
