#include "rowreader.h"

#include "core/db/connection.h"
#include "core/sql/selectbuilder.h"

namespace relata::records {

using base::fail;
using base::Record;
using base::Result;
using base::Values;

Result<QList<Record>> RowReader::read(const RecordShape &shape, const QList<Values> &keys) const
{
    constexpr qsizetype kChunk = 500;
    QList<Record> records;
    for (qsizetype start = 0; start < keys.size(); start += kChunk) {
        const auto rows =
            m_connection.select(sql::selectByValues(shape.table(), shape.columns(), shape.addressColumns(),
                                                    keys.mid(start, kChunk)),
                                m_cause);
        if (!rows)
            return fail(rows.error());
        for (int row = 0; row < rows->rowCount(); ++row)
            records += shape.record(*rows, row);
    }
    return records;
}

bool RowReader::exists(const schema::Table &table, const QStringList &columns, const Values &values) const
{
    const auto rows = m_connection.select(sql::selectByValues(table, columns, columns, {values}), m_cause);
    return rows && !rows->isEmpty();
}

} // namespace relata::records
