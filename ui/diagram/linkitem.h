#pragma once

#include "ui/diagram/linklabels.h"
#include "ui/diagram/linkshape.h"

#include <QGraphicsItem>

namespace relata::ui {

class CardStyle;

/// The line of one foreign key, in scene coordinates, below the cards. Paints itself; its route comes from
/// the LinkLayer, which owns it.
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
    const QList<LinkLabel> &labels() const { return m_labels; }
    void setLabels(const QList<LinkLabel> &labels);

    int type() const override { return Type; }
    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void updateBounds();
    void paintFar(QPainter &painter, bool stands) const;
    void paintLabel(QPainter &painter, const LinkLabel &label) const;

    DrawnLink m_link;
    const CardStyle *m_style;
    QList<QPointF> m_route;
    LinkTies m_ties;
    LinkShape m_shape;
    QList<LinkLabel> m_labels;
    Emphasis m_emphasis = Emphasis::None;
    QRectF m_bounds;
};

} // namespace relata::ui
