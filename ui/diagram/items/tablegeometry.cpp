#include "tablegeometry.h"

#include <algorithm>
#include <cmath>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal kOneMark = 22;
constexpr qreal kTwoMarks = 42;
constexpr qreal kSquareAndGap = 16;
/// Kept free at the right of a title for the row count, which comes later than the card.
const QString &countRoom()
{
    static const QString room = u"00,000 rows"_s;
    return room;
}

bool isLinked(const schema::Table &table, const schema::Column &column)
{
    return table.isInPrimaryKey(column.name) || table.isInForeignKey(column.name);
}

qreal marksWidth(const schema::Table &table)
{
    const bool both =
        std::any_of(table.columns.cbegin(), table.columns.cend(), [&](const schema::Column &column) {
            return table.isInPrimaryKey(column.name) && table.isInForeignKey(column.name);
        });
    return both ? kTwoMarks : kOneMark;
}

qreal wantedWidth(const schema::Table &table, const TextWidths &widths, qreal marks)
{
    const bool isTable = table.kind == schema::TableKind::Table;
    const QString right = isTable ? countRoom() : schema::kindWord(table.kind) + u" · "_s + countRoom();
    qreal widest = kSquareAndGap + widths.title(table.name) + TableGeometry::kGap + widths.type(right);
    for (const schema::Column &column : table.columns) {
        const qreal type =
            column.type.isEmpty() ? 0 : TableGeometry::kGap + widths.type(column.type.toLower());
        widest = std::max(widest, marks + widths.name(column.name) + type);
    }
    return 2 * TableGeometry::kPadding + widest;
}

/// The columns in the order of their rows: all as declared, or of a long folded table its keys and links
/// first.
QList<int> shownColumns(const schema::Table &table, CardFold fold)
{
    QList<int> all(table.columns.size());
    for (int i = 0; i < int(all.size()); ++i)
        all[i] = i;
    if (fold == CardFold::Unfolded || all.size() <= TableGeometry::kMostColumns)
        return all;
    const auto plain = std::stable_partition(all.begin(), all.end(),
                                             [&](int i) { return isLinked(table, table.columns.at(i)); });
    const auto linked = plain - all.begin();
    all.resize(std::max<qsizetype>(linked, TableGeometry::kMostColumns - 1));
    return all;
}

} // namespace

TableGeometry::TableGeometry(const schema::Table &table, const TextWidths &widths, CardFold fold)
    : m_markWidth(marksWidth(table))
{
    const qreal wanted = std::ceil(wantedWidth(table, widths, m_markWidth));
    m_size = QSizeF(std::clamp(wanted, kMinWidth, kMaxWidth), kHeaderHeight + kBottom);
    if (table.kind == schema::TableKind::Broken)
        addReason(table.error, widths);
    addColumns(table, fold);
}

const CardRow *TableGeometry::rowAt(QPointF point) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [point](const CardRow &row) { return row.rect.contains(point); });
    return found == m_rows.cend() ? nullptr : &*found;
}

qreal TableGeometry::rowY(const QString &column) const
{
    return m_rowYs.value(column.toLower(), kHeaderHeight / 2);
}

bool TableGeometry::operator==(const TableGeometry &other) const
{
    return m_size == other.m_size && m_markWidth == other.m_markWidth && m_rowYs == other.m_rowYs;
}

void TableGeometry::addRow(CardRow::Kind kind, int column, const QString &text)
{
    const qreal top = kHeaderHeight + qreal(m_rows.size()) * kRowHeight + kBottom / 2;
    m_rows.append({kind, column, text, QRectF(0, top, m_size.width(), kRowHeight)});
    m_size.setHeight(top + kRowHeight + kBottom / 2);
}

void TableGeometry::addColumns(const schema::Table &table, CardFold fold)
{
    const QList<int> shown = shownColumns(table, fold);
    for (const int column : shown) {
        addRow(CardRow::Kind::Column, column, {});
        m_rowYs.insert(table.columns.at(column).name.toLower(), m_rows.constLast().rect.center().y());
    }
    const qsizetype hidden = table.columns.size() - shown.size();
    if (hidden > 0) {
        addRow(CardRow::Kind::More, -1, u"… %1 more"_s.arg(hidden));
        for (const schema::Column &column : table.columns) {
            if (!m_rowYs.contains(column.name.toLower()))
                m_rowYs.insert(column.name.toLower(), m_rows.constLast().rect.center().y());
        }
    } else if (shown.size() > kMostColumns) {
        addRow(CardRow::Kind::Fewer, -1, u"show fewer"_s);
    }
}

void TableGeometry::addReason(const QString &error, const TextWidths &widths)
{
    constexpr int kMostLines = 3;
    const qreal room = m_size.width() - 2 * kPadding;
    QString line;
    const QStringList words = error.simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (line.isEmpty() || widths.type(longer) <= room || m_rows.size() == kMostLines - 1) {
            line = longer;
            continue;
        }
        addRow(CardRow::Kind::Reason, -1, line);
        line = word;
    }
    if (!line.isEmpty())
        addRow(CardRow::Kind::Reason, -1, line);
}

} // namespace relata::ui
