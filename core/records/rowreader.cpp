#include "rowreader.h"

#include "core/db/connection.h"
#include "core/sql/selectbuilder.h"

namespace relata::records {

using base::fail;
using base::Record;
using base::Result;
using base::Values;

base::Done RowReader::each(const RecordShape &shape, const QList<Values> &keys,
                           const std::function<void(const base::RowPage &, int row)> &take) const
{
    constexpr qsizetype kChunk = 500;
    for (qsizetype start = 0; start < keys.size(); start += kChunk) {
        const auto rows =
            m_connection.select(sql::selectByValues(shape.table(), shape.columns(), shape.addressColumns(),
                                                    keys.mid(start, kChunk)),
                                m_cause);
        if (!rows)
            return fail(rows.error());
        for (int row = 0; row < rows->rowCount(); ++row)
            take(*rows, row);
    }
    return {};
}

Result<QList<Record>> RowReader::read(const RecordShape &shape, const QList<Values> &keys) const
{
    QList<Record> records;
    const base::Done done =
        each(shape, keys, [&](const base::RowPage &rows, int row) { records += shape.record(rows, row); });
    return done ? Result<QList<Record>>(records) : fail(done.error());
}

bool RowReader::hasMoreThan(qsizetype few, const schema::Table &table, const QStringList &columns,
                            const Values &values) const
{
    const auto rows =
        m_connection.select(sql::selectByValues(table, columns, columns, {values}, few + 1), m_cause);
    return rows && rows->rowCount() > few;
}

} // namespace relata::records
