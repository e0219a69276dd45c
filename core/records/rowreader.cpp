#include "rowreader.h"

#include "core/db/connection.h"
#include "core/sql/selectbuilder.h"

namespace relata::records {

using base::fail;
using base::Record;
using base::Result;
using base::Values;

namespace {

constexpr qsizetype kChunk = 500;

/// Hands each row on as it comes.
class RowLook : public base::RowSink
{
public:
    using Look = std::function<void(const base::RecordKey &, std::span<const base::CellView>)>;

    RowLook(const RecordShape &shape, const Look &look) : m_shape(shape), m_look(look) {}
    void row(std::span<const base::CellView> cells) override
    {
        m_look({m_shape.table().name, m_shape.key(cells), 0}, cells);
    }

private:
    const RecordShape &m_shape;
    const Look &m_look;
};

} // namespace

base::Done RowReader::each(const RecordShape &shape, const QList<Values> &keys,
                           const std::function<void(const base::RowPage &, int row)> &take) const
{
    for (qsizetype start = 0; start < keys.size(); start += kChunk) {
        const auto rows =
            m_connection.selectCut(sql::selectByValues(shape.table(), shape.columns(), shape.addressColumns(),
                                                       keys.mid(start, kChunk)),
                                   shape.keeps(), m_cause);
        if (!rows)
            return fail(rows.error());
        for (int row = 0; row < rows->rowCount(); ++row)
            take(*rows, row);
    }
    return {};
}

base::Done RowReader::eachWhole(const RecordShape &shape, const QList<Values> &keys,
                                const RowLook::Look &look) const
{
    RowLook sink(shape, look);
    for (qsizetype start = 0; start < keys.size(); start += kChunk) {
        const sql::Statement statement = sql::selectByValues(shape.table(), shape.columns(),
                                                             shape.addressColumns(), keys.mid(start, kChunk));
        QList<base::CellView> values;
        for (const base::Value &value : statement.values)
            values += base::CellView::of(value);
        const auto rows =
            m_connection.read(statement.text, {values.constData(), size_t(values.size())}, sink, m_cause);
        if (!rows)
            return fail(rows.error());
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
