#pragma once

#include "core/schema/table.h"

#include <QHash>
#include <QList>
#include <QRectF>

#include <functional>

namespace relata::ui {

/// How wide a text is in each font of a card. Given from outside, so that the geometry needs no fonts.
struct TextWidths
{
    std::function<qreal(const QString &)> title;
    std::function<qreal(const QString &)> name;
    std::function<qreal(const QString &)> type;
};

/// Whether a long card shows all its columns or only the first ones.
enum class CardFold { Folded, Unfolded };

/// A line of a card below its header.
struct CardRow
{
    enum class Kind {
        Column,
        More,   ///< "… 17 more": stands for the columns that are folded away
        Fewer,  ///< folds a long card again
        Reason, ///< a line of the database's words about a broken table
    };
    Kind kind = Kind::Column;
    int column = -1; ///< the index in the table's columns
    QString text;    ///< what rows that are no columns say
    QRectF rect;     ///< from the card's top-left corner
};

/// Where everything in a table's card is, from the card's top-left corner, in pixels at 100 %. A pure value.
class TableGeometry
{
public:
    static constexpr qreal kHeaderHeight = 34;
    static constexpr qreal kRowHeight = 22;
    static constexpr qreal kMinWidth = 190;
    static constexpr qreal kMaxWidth = 320;
    static constexpr qreal kPadding = 12;
    static constexpr qreal kHandleRadius = 6;
    static constexpr qreal kHandleReach = 10; ///< of the mouse
    static constexpr qreal kBottom = 6;
    static constexpr qreal kGap = 16; ///< between name and type
    static constexpr int kMostColumns = 24;

    TableGeometry() = default;
    TableGeometry(const schema::Table &table, const TextWidths &widths, CardFold fold);

    QSizeF size() const { return m_size; }
    QRectF rect() const { return QRectF(QPointF(), m_size); }
    QRectF header() const { return QRectF(0, 0, m_size.width(), kHeaderHeight); }
    /// The middle of the handle from which the table as a whole is linked: on the right edge.
    QPointF handle() const { return QPointF(m_size.width(), kHeaderHeight / 2); }
    const QList<CardRow> &rows() const { return m_rows; }
    /// The width kept at the left for PK and FK; wider where a column is both.
    qreal markWidth() const { return m_markWidth; }
    /// The row at a point; null in the header, below the last row and outside.
    const CardRow *rowAt(QPointF point) const;
    /// The middle of a column's row, letter case ignored; of the row "… more" where it is folded away, of the
    /// header where the table has no such column.
    qreal rowY(const QString &column) const;

    bool operator==(const TableGeometry &other) const;

private:
    void addRow(CardRow::Kind kind, int column, const QString &text);
    void addColumns(const schema::Table &table, CardFold fold);
    void addReason(const QString &error, const TextWidths &widths);

    QSizeF m_size;
    qreal m_markWidth = 0;
    QList<CardRow> m_rows;
    QHash<QString, qreal> m_rowYs; ///< by the column's name in lower case
};

} // namespace relata::ui
