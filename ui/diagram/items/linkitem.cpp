#include "linkitem.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/diagram/items/findingmark.h"
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

const LinkLabel *LinkItem::nameOf(schema::LinkSide side) const
{
    const auto found = std::ranges::find_if(m_labels, [side](const LinkLabel &label) {
        return label.kind == LinkLabel::Kind::Side && label.side == side;
    });
    return found == m_labels.cend() ? nullptr : &*found;
}

void LinkItem::setChosenName(std::optional<schema::LinkSide> side)
{
    if (side == m_chosenName)
        return;
    m_chosenName = side;
    update();
}

void LinkItem::setMark(std::optional<mapping::Grade> mark)
{
    if (mark == m_mark)
        return;
    m_mark = mark;
    update();
}

/// In the middle of the longest stretch, a bit aside of where the strategy's pill stands.
QPointF LinkItem::markPlace() const
{
    qsizetype longest = 1;
    for (qsizetype i = 2; i < m_route.size(); ++i) {
        if (QLineF(m_route[i - 1], m_route[i]).length() >
            QLineF(m_route[longest - 1], m_route[longest]).length())
            longest = i;
    }
    return m_route[longest - 1] + (m_route[longest] - m_route[longest - 1]) * 0.75;
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
    QPen pen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(pen);
    painter->drawPath(m_shape.marks);
    if (m_link.standsOn != DrawnLink::StandsOn::ForeignKey)
        pen.setDashPattern({5, 4});
    painter->setPen(pen);
    painter->drawPath(m_shape.line);
    painter->setPen(QPen(color, width));
    painter->setBrush(tokens.canvas);
    for (const QRectF &ring : std::as_const(m_shape.rings))
        painter->drawEllipse(ring);
    if (m_mark) {
        // The line does not run through it.
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens.canvas);
        painter->drawEllipse(markPlace(), kMarkReach + 1, kMarkReach + 1);
        if (*m_mark == mapping::Grade::Error)
            paintErrorMark(*painter, markPlace(), tokens);
        else
            paintWarningMark(*painter, markPlace(), tokens);
    }
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
        if (m_chosenName == label.side)
            painter.setPen(tokens.accent);
        painter.drawRoundedRect(label.rect, 3, 3);
        painter.setPen(tokens.text);
    }
    painter.setFont(m_style->type());
    painter.drawText(label.rect, Qt::AlignCenter | Qt::TextSingleLine, label.text);
}

} // namespace relata::ui
