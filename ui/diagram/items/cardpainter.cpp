#include "cardpainter.h"

#include "ui/diagram/items/blocktitle.h"
#include "ui/diagram/items/cardface.h"
#include "ui/diagram/items/cardstyle.h"
#include "ui/diagram/items/findingmark.h"
#include "ui/diagram/items/tablegeometry.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kCorner = 8;
constexpr qreal kBlockCorner = 4;
constexpr qreal kSquare = 8;

QColor faded(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

/// The card's ground with a breath of its area's colour.
QColor blend(const QColor &area, const Tokens &tokens)
{
    const qreal share = tokens.isDark ? 0.18 : 0.10;
    const auto mix = [share](int a, int b) { return int(a * share + b * (1 - share)); };
    return QColor(mix(area.red(), tokens.pane.red()), mix(area.green(), tokens.pane.green()),
                  mix(area.blue(), tokens.pane.blue()));
}

} // namespace

CardPainter::CardPainter(const CardStyle &style, const TableGeometry &geometry, const CardFace &face,
                         const State &state)
    : m_style(style), m_geometry(geometry), m_face(face), m_state(state)
{
}

void CardPainter::paint(QPainter &painter, qreal zoom) const
{
    paintBody(painter, zoom);
    if (zoom < kTextZoom) {
        paintBlock(painter, zoom);
        return;
    }
    paintHeader(painter);
    for (int row = 0; row < int(m_face.lines.size()); ++row)
        paintRow(painter, row);
    if (m_state.isLinkable && m_state.isHovered)
        paintHandle(painter);
}

/// A dot on the edge: a link to the whole table can be pulled out of it.
void CardPainter::paintHandle(QPainter &painter) const
{
    const Tokens &tokens = m_style.tokens();
    constexpr qreal kRadius = TableGeometry::kHandleRadius;
    painter.setPen(QPen(tokens.accent, 1.6));
    painter.setBrush(tokens.pane);
    painter.drawEllipse(m_geometry.handle(), kRadius, kRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.accent);
    painter.drawEllipse(m_geometry.handle(), kRadius / 2, kRadius / 2);
}

void CardPainter::paintBody(QPainter &painter, qreal zoom) const
{
    const Tokens &tokens = m_style.tokens();
    const QRectF card = m_geometry.rect();
    painter.setPen(Qt::NoPen);
    if (m_state.isSelected && zoom >= kTextZoom) {
        painter.setBrush(faded(tokens.accent, 46));
        painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), kCorner + 3, kCorner + 3);
    } else if (zoom >= kTextZoom) {
        painter.setBrush(tokens.isDark ? faded(tokens.window.darker(160), 120) : faded(tokens.text, 14));
        painter.drawRoundedRect(card.translated(0, 2), kCorner, kCorner);
    }
    QColor outline = tokens.line;
    if (m_state.isSelected)
        outline = tokens.accent;
    else if (m_state.isHovered)
        outline = faded(tokens.accent, 150);
    else if (m_face.isBroken)
        outline = tokens.amber;
    const qreal width = (m_state.isSelected ? 1.6 : 1.2) * std::max(1.0, 0.8 / zoom);
    painter.setPen(
        QPen(outline, width, m_face.isVirtual && !m_state.isSelected ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(zoom < kTextZoom ? blend(m_style.areaColor(m_state.area), tokens) : tokens.pane);
    const qreal corner = zoom < kTextZoom ? kBlockCorner : kCorner;
    painter.drawRoundedRect(card, corner, corner);
}

void CardPainter::paintHeader(QPainter &painter) const
{
    const Tokens &tokens = m_style.tokens();
    const QRectF header = m_geometry.header();
    const QRectF text = header.adjusted(TableGeometry::kPadding, 0, -TableGeometry::kPadding, 0);
    if (m_face.isBroken) {
        paintWarningMark(painter, QPointF(text.left() + kSquare / 2, header.center().y()), tokens);
    } else if (m_state.headerMark) {
        const QPointF center(text.left() + kSquare / 2, header.center().y());
        if (*m_state.headerMark == mapping::Grade::Error)
            paintErrorMark(painter, center, tokens);
        else
            paintWarningMark(painter, center, tokens);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_style.areaColor(m_state.area));
        painter.drawRoundedRect(QRectF(text.left(), header.center().y() - kSquare / 2, kSquare, kSquare), 2,
                                2);
    }
    painter.setFont(m_style.title());
    painter.setPen(tokens.text);
    painter.drawText(text.adjusted(16, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     m_face.title);
    if (!m_face.right.isEmpty()) {
        painter.setFont(m_style.type());
        painter.setPen(m_face.isBroken ? tokens.changedText : tokens.dim);
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, m_face.right);
    }
    if (!m_face.lines.isEmpty()) {
        painter.setPen(QPen(tokens.line, 1));
        painter.drawLine(QPointF(0.6, header.bottom()), QPointF(header.right() - 0.6, header.bottom()));
    }
}

void CardPainter::paintRow(QPainter &painter, int row) const
{
    const Tokens &tokens = m_style.tokens();
    const CardFace::Line &line = m_face.lines.at(row);
    const CardRow &place = m_geometry.rows().at(row);
    const QRectF text = place.rect.adjusted(TableGeometry::kPadding, 0, -TableGeometry::kPadding, 0);
    constexpr int kLeft = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    if (m_state.markedRows.contains(row))
        painter.fillRect(place.rect.adjusted(1, 0, -1, 0), tokens.accentSoft);
    if (place.kind == CardRow::Kind::Reason) {
        painter.setFont(m_style.type());
        painter.setPen(tokens.changedText);
        painter.drawText(text, kLeft, line.name);
        return;
    }
    if (m_state.faultyRows.contains(row))
        paintErrorMark(painter, QPointF(TableGeometry::kPadding / 2.0, place.rect.center().y()), tokens);
    if (m_state.nowhereRows.contains(row))
        paintNowhere(painter, place.rect.center().y());
    painter.setFont(m_style.mark());
    if (line.isKey) {
        painter.setPen(tokens.key);
        painter.drawText(text, kLeft, u"PK"_s);
    }
    if (line.isForeignKey) {
        painter.setPen(tokens.foreignKey);
        painter.drawText(text.adjusted(line.isKey ? 20 : 0, 0, 0, 0), kLeft, u"FK"_s);
    }
    const bool isColumn = place.kind == CardRow::Kind::Column;
    painter.setFont(isColumn ? m_style.name() : m_style.type());
    painter.setPen(line.isDim ? tokens.dim : tokens.text);
    painter.drawText(text.adjusted(m_geometry.markWidth(), 0, 0, 0), kLeft, line.name);
    if (!line.type.isEmpty()) {
        painter.setFont(m_style.type());
        painter.setPen(tokens.dim);
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, line.type);
    }
}

void CardPainter::paintBlock(QPainter &painter, qreal zoom) const
{
    const Tokens &tokens = m_style.tokens();
    const QRectF card = m_geometry.rect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_face.isBroken ? tokens.amber : m_style.areaColor(m_state.area));
    const qreal strip = std::min(card.height(), std::max(6.0, 2.5 / zoom));
    painter.drawRoundedRect(QRectF(0, 0, card.width(), strip), kBlockCorner, kBlockCorner);

    const QSizeF room = QSizeF(card.width() - 8, card.height() - strip) * zoom;
    const BlockTitle title = blockTitle(m_face.wholeTitle, m_style.title(), room);
    if (title.lines.isEmpty())
        return;
    // Set at its size on the screen: glyphs of the many sizes that scaling would need are slow.
    painter.save();
    painter.scale(1 / zoom, 1 / zoom);
    painter.setFont(title.font);
    painter.setPen(tokens.text);
    QRectF line(4 * zoom, strip * zoom, room.width(), title.lineHeight);
    for (const QString &text : title.lines) {
        painter.drawText(line, Qt::AlignCenter | Qt::TextSingleLine, text);
        line.translate(0, title.lineHeight);
    }
    painter.restore();
}

/// The stub of a foreign key that leads nowhere: dashed, with a cross at its end.
void CardPainter::paintNowhere(QPainter &painter, qreal y) const
{
    constexpr qreal kCross = 3.5;
    const qreal edge = m_geometry.rect().right();
    const qreal end = edge + kStub - kCross;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_style.tokens().deletedText, 1.4, Qt::DashLine));
    painter.drawLine(QPointF(edge, y), QPointF(end - kCross, y));
    painter.setPen(QPen(m_style.tokens().deletedText, 1.4));
    painter.drawLine(QPointF(end - kCross, y - kCross), QPointF(end + kCross, y + kCross));
    painter.drawLine(QPointF(end - kCross, y + kCross), QPointF(end + kCross, y - kCross));
}

} // namespace relata::ui
