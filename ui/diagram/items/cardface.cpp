#include "cardface.h"

#include "ui/diagram/items/cardstyle.h"
#include "ui/diagram/items/tablegeometry.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kSquareRoom = 16;

QString countText(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString rightText(const schema::Table &table, qint64 rowCount)
{
    if (table.kind == schema::TableKind::Table)
        return rowCountText(rowCount);
    const QString kind = schema::kindWord(table.kind);
    const QString count = rowCountText(rowCount);
    return count.isEmpty() ? kind : kind + u" · "_s + count;
}

/// Cuts a name and its type so that both fit the room; the name gets what it needs up to three fifths.
void fitLine(CardFace::Line &line, qreal room, const CardStyle &style)
{
    const qreal gap = line.type.isEmpty() ? 0 : TableGeometry::kGap;
    const qreal name = style.widths().name(line.name);
    const qreal type = style.widths().type(line.type);
    if (name + gap + type <= room)
        return;
    const QFontMetricsF names(style.name());
    const QFontMetricsF types(style.type());
    const qreal nameRoom = std::max(room - gap - type, std::min(name, room * 0.6));
    line.name = names.elidedText(line.name, Qt::ElideRight, nameRoom);
    line.type = types.elidedText(line.type, Qt::ElideRight, room - gap - names.horizontalAdvance(line.name));
}

CardFace::Line lineOf(const schema::Table &table, const CardRow &row, qreal room, const CardStyle &style)
{
    CardFace::Line line;
    line.isDim = true;
    if (row.kind != CardRow::Kind::Column) {
        line.name = QFontMetricsF(style.type()).elidedText(row.text, Qt::ElideRight, room);
        return line;
    }
    const schema::Column &column = table.columns.at(row.column);
    line.isKey = table.isInPrimaryKey(column.name);
    line.isForeignKey = table.isInForeignKey(column.name);
    line.isDim = column.nullable && !line.isKey;
    line.name = column.name;
    line.type = column.type.toLower();
    fitLine(line, room, style);
    return line;
}

/// Cuts the title; where it is long, the count beside it gives way first and becomes a mere number.
void fitTitle(CardFace &face, const schema::Table &table, qreal room, const CardStyle &style, qint64 rowCount)
{
    const TextWidths &widths = style.widths();
    const auto left = [&] {
        return face.right.isEmpty() ? room : room - TableGeometry::kPadding - widths.type(face.right);
    };
    const qreal wanted = widths.title(table.name);
    if (wanted > left() && rowCount >= 0)
        face.right =
            table.kind == schema::TableKind::Table ? countText(rowCount) : schema::kindWord(table.kind);
    face.title = wanted <= left()
                     ? table.name
                     : QFontMetricsF(style.title()).elidedText(table.name, Qt::ElideRight, left());
}

} // namespace

CardFace cardFace(const schema::Table &table, const TableGeometry &geometry, const CardStyle &style,
                  qint64 rowCount)
{
    CardFace face;
    face.wholeTitle = table.name;
    face.right = rightText(table, rowCount);
    face.isBroken = table.kind == schema::TableKind::Broken;
    face.isVirtual = table.kind == schema::TableKind::View || table.kind == schema::TableKind::Virtual;
    const qreal inside = geometry.size().width() - 2 * TableGeometry::kPadding;
    fitTitle(face, table, inside - kSquareRoom, style, rowCount);
    for (const CardRow &row : geometry.rows()) {
        const bool isReason = row.kind == CardRow::Kind::Reason;
        face.lines.append(lineOf(table, row, isReason ? inside : inside - geometry.markWidth(), style));
    }
    return face;
}

QString rowCountText(qint64 count)
{
    if (count < 0)
        return {};
    if (count == 1)
        return QCoreApplication::translate("Diagram", "1 row");
    return QCoreApplication::translate("Diagram", "%1 rows").arg(countText(count));
}

} // namespace relata::ui
