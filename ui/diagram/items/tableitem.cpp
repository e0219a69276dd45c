#include "tableitem.h"

#include "ui/diagram/items/cardstyle.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kLevel = 2; ///< above the links
constexpr qreal kUnfoldedLevel = 3;
constexpr qreal kLiftedLevel = 4;

} // namespace

TableItem::TableItem(const schema::Table &table, const CardStyle *style) : m_table(table), m_style(style)
{
    setFlags(ItemIsSelectable | ItemUsesExtendedStyleOption);
    setZValue(kLevel);
    rebuild();
}

bool TableItem::setTable(const schema::Table &table)
{
    if (table == m_table)
        return false;
    m_table = table;
    return rebuild();
}

void TableItem::restyle()
{
    rebuild();
}

void TableItem::setRowCount(qint64 count)
{
    if (count == m_rowCount)
        return;
    m_rowCount = count;
    m_face.reset();
    update();
}

void TableItem::setFold(CardFold fold)
{
    m_fold = fold;
    settleLevel();
    rebuild();
}

void TableItem::setLifted(bool lifted)
{
    m_isLifted = lifted;
    settleLevel();
}

/// An unfolded card may cover its neighbours.
void TableItem::settleLevel()
{
    setZValue(m_isLifted ? kLiftedLevel : m_fold == CardFold::Unfolded ? kUnfoldedLevel : kLevel);
}

void TableItem::setArea(int area)
{
    m_state.area = area;
    update();
}

void TableItem::setHovered(bool hovered)
{
    m_state.isHovered = hovered;
    update();
}

void TableItem::setLinkable(bool linkable)
{
    if (linkable == m_state.isLinkable)
        return;
    m_state.isLinkable = linkable;
    update();
}

bool TableItem::isHandle(QPointF point) const
{
    return m_state.isLinkable && m_state.isHovered &&
           QLineF(m_geometry.handle() + pos(), point).length() <= TableGeometry::kHandleReach;
}

void TableItem::setMarkedColumns(const QStringList &columns)
{
    const QSet<int> marked = rowsOf(columns);
    if (marked == m_state.markedRows)
        return;
    m_state.markedRows = marked;
    update();
}

void TableItem::setMarks(const Marks &marks)
{
    if (marks == m_marks)
        return;
    prepareGeometryChange();
    m_marks = marks;
    placeMarks();
    update();
}

void TableItem::placeMarks()
{
    m_state.faultyRows = rowsOf(m_marks.columns);
    m_state.nowhereRows = rowsOf(m_marks.nowhere);
    m_state.headerMark = m_marks.card;
}

QSet<int> TableItem::rowsOf(const QStringList &columns) const
{
    QSet<int> rows;
    for (int i = 0; i < int(m_geometry.rows().size()); ++i) {
        const int column = m_geometry.rows().at(i).column;
        if (column >= 0 && schema::indexOfName(columns, m_table.columns.at(column).name) >= 0)
            rows.insert(i);
    }
    return rows;
}

QString TableItem::textAt(QPointF point) const
{
    const CardRow *row = m_geometry.rowAt(point);
    if (!row)
        return m_table.kind == schema::TableKind::Broken ? m_table.name + u": "_s + m_table.error
                                                         : m_table.name;
    if (row->kind == CardRow::Kind::Reason)
        return m_table.error;
    if (row->kind != CardRow::Kind::Column)
        return row->text;
    const schema::Column &column = m_table.columns.at(row->column);
    QString text = column.name;
    if (!column.type.isEmpty())
        text += u' ' + column.type;
    if (!column.nullable)
        text += u" NOT NULL"_s;
    if (column.defaultValue)
        text += u" DEFAULT "_s + *column.defaultValue;
    return text;
}

QRectF TableItem::boundingRect() const
{
    constexpr qreal kReach = qMax(CardPainter::kMargin, TableGeometry::kHandleReach);
    const qreal stub = m_marks.nowhere.isEmpty() ? 0 : CardPainter::kStub;
    return m_geometry.rect().adjusted(-kReach, -kReach, qMax(kReach, stub), kReach);
}

QPainterPath TableItem::shape() const
{
    QPainterPath path;
    path.addRect(m_geometry.rect());
    return path;
}

void TableItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const qreal zoom = option->levelOfDetailFromTransform(painter->worldTransform());
    m_state.isSelected = isSelected();
    if (!m_face)
        m_face = cardFace(m_table, m_geometry, *m_style, m_rowCount);
    CardPainter(*m_style, m_geometry, *m_face, m_state).paint(*painter, zoom);
}

bool TableItem::rebuild()
{
    prepareGeometryChange();
    const TableGeometry before = m_geometry;
    m_geometry = TableGeometry(m_table, m_style->widths(), m_fold);
    m_face.reset();
    m_state.markedRows.clear();
    placeMarks();
    update();
    return !(before == m_geometry);
}

} // namespace relata::ui
