#include "linkitem.h"

#include "ui/diagram/cardstyle.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

#include <algorithm>

namespace relata::ui {

namespace {

constexpr qreal kLineWidth = 1.4;
constexpr qreal kReach = 12; ///< marks reach this far beside the line
constexpr qreal kMarkZoom = 0.25;
constexpr qreal kLabelZoom = 0.3;

QColor halfway(const QColor &a, const QColor &b)
{
    return QColor((a.red() + b.red()) / 2, (a.green() + b.green()) / 2, (a.blue() + b.blue()) / 2);
}

} // namespace

LinkItem::LinkItem(const DrawnLink &link, const CardStyle *style) : m_link(link), m_style(style)
{
    setFlags(ItemIsSelectable | ItemUsesExtendedStyleOption);
    setZValue(0);
}

void LinkItem::setLink(const DrawnLink &link)
{
    if (link == m_link)
        return;
    m_link = link;
    m_shape = linkShape(m_route, m_link, m_ties);
    update();
}

void LinkItem::setRoute(const QList<QPointF> &route, const LinkTies &ties)
{
    if (route == m_route && ties == m_ties)
        return;
    m_route = route;
    m_ties = ties;
    m_shape = linkShape(m_route, m_link, m_ties);
    updateBounds();
}

void LinkItem::setEmphasis(Emphasis emphasis)
{
    if (emphasis == m_emphasis)
        return;
    m_emphasis = emphasis;
    setZValue(emphasis == Emphasis::None ? 0 : 1);
    update();
}

void LinkItem::setLabels(const QList<LinkLabel> &labels)
{
    if (labels == m_labels)
        return;
    m_labels = labels;
    updateBounds();
}

QPainterPath LinkItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(kReach);
    return stroker.createStroke(m_shape.line);
}

void LinkItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    if (m_route.size() < 2)
        return;
    const qreal zoom = option->levelOfDetailFromTransform(painter->worldTransform());
    const Tokens &tokens = m_style->tokens();
    const bool stands = m_emphasis != Emphasis::None;
    if (zoom < kMarkZoom) {
        paintFar(*painter, stands);
        return;
    }
    const qreal width = std::max((stands ? 1.3 : 1) * kLineWidth, (stands ? 1.4 : 0.8) / zoom);
    const QColor color = stands ? tokens.accent : tokens.link;
    painter->setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_shape.line);
    painter->drawPath(m_shape.marks);
    painter->setBrush(tokens.canvas);
    for (const QRectF &ring : std::as_const(m_shape.rings))
        painter->drawEllipse(ring);
    if (zoom < kLabelZoom)
        return;
    for (const LinkLabel &label : std::as_const(m_labels))
        paintLabel(*painter, label);
}

/// Far away links are many, and along the axes: thin lines without smoothing are as good and much quicker.
void LinkItem::paintFar(QPainter &painter, bool stands) const
{
    const Tokens &tokens = m_style->tokens();
    QPen pen(stands ? tokens.accent : halfway(tokens.link, tokens.canvas), stands ? 2 : 1);
    pen.setCosmetic(true);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen);
    painter.drawPolyline(m_route.constData(), int(m_route.size()));
    painter.setRenderHint(QPainter::Antialiasing, true);
}

void LinkItem::updateBounds()
{
    prepareGeometryChange();
    QRectF bounds = QPolygonF(m_route).boundingRect().adjusted(-kReach, -kReach, kReach, kReach);
    bounds |= m_shape.marks.boundingRect().adjusted(-2, -2, 2, 2);
    for (const LinkLabel &label : std::as_const(m_labels))
        bounds |= label.rect;
    m_bounds = bounds;
    update();
}

void LinkItem::paintLabel(QPainter &painter, const LinkLabel &label) const
{
    const Tokens &tokens = m_style->tokens();
    painter.setPen(Qt::NoPen);
    if (label.kind == LinkLabel::Kind::Strategy) {
        painter.setBrush(tokens.accentSoft);
        painter.drawRoundedRect(label.rect, label.rect.height() / 2, label.rect.height() / 2);
        painter.setPen(tokens.accent);
    } else {
        QColor ground = tokens.canvas;
        ground.setAlpha(225);
        painter.setBrush(ground);
        painter.drawRoundedRect(label.rect, 3, 3);
        painter.setPen(tokens.text);
    }
    painter.setFont(m_style->type());
    painter.drawText(label.rect, Qt::AlignCenter | Qt::TextSingleLine, label.text);
}

} // namespace relata::ui
