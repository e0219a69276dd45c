#pragma once

#include "core/schema/table.h"

#include <QList>
#include <QString>

namespace relata::ui {

class CardStyle;
class TableGeometry;

/// What a card says, each text already cut to its room, so that painting only paints. A value, made when
/// table, style or count change.
struct CardFace
{
    struct Line
    {
        bool isKey = false;
        bool isForeignKey = false;
        bool isDim = false; ///< nullable, or no column
        QString name;
        QString type;
    };

    QString title;
    QString wholeTitle;
    QString right; ///< the row count or the kind
    bool isBroken = false;
    bool isVirtual = false; ///< views and virtual tables: drawn with a dashed outline
    QList<Line> lines;      ///< one for each row of the geometry
};

/// The face of a table's card. A row count below 0 is unknown.
CardFace cardFace(const schema::Table &table, const TableGeometry &geometry, const CardStyle &style,
                  qint64 rowCount);

/// The count as people write it: "3,503 rows", "1 row", "".
QString rowCountText(qint64 count);

} // namespace relata::ui
