#include "portablerows.h"

#include "core/db/servercells.h"

#include <QSqlField>
#include <QSqlRecord>
#include <QVarLengthArray>

namespace relata::db {

using base::CellView;
using base::Value;

qint64 readPortableRows(QSqlQuery &query, bool isMariadb, base::RowSink &sink)
{
    const QSqlRecord record = query.record();
    const int columns = record.count();
    QVarLengthArray<bool, 16> isReal(columns);
    for (int column = 0; column < columns; ++column) {
        const int type = record.field(column).typeID();
        isReal[column] = isMariadb && (type == 4 || type == 5); // FLOAT, DOUBLE
    }
    sink.begin(columns);
    QVarLengthArray<Value, 16> values(columns);
    QVarLengthArray<CellView, 16> cells(columns);
    qint64 rows = 0;
    for (; query.next(); ++rows) {
        for (int column = 0; column < columns; ++column) {
            values[column] = valueOf(query.value(column));
            if (isReal[column] && !values[column].isNull())
                values[column] = Value::real(query.value(column).toDouble());
            cells[column] = CellView::of(values[column]);
        }
        sink.row({cells.constData(), size_t(columns)});
    }
    return rows;
}

} // namespace relata::db
