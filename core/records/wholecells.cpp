#include "wholecells.h"

#include "core/db/connection.h"
#include "core/sql/dialect.h"
#include "core/sql/selectbuilder.h"

#include <QIODevice>
#include <QVarLengthArray>

#include <functional>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::CellPlace;
using base::CellView;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;

namespace {

using Cells = std::span<const CellView>;

class EachRow : public base::RowSink
{
public:
    explicit EachRow(std::function<void(Cells)> take) : m_take(std::move(take)) {}
    void row(Cells cells) override { m_take(cells); }

private:
    const std::function<void(Cells)> m_take;
};

Done vanished(const CellPlace &cell)
{
    return fail(ErrorCode::RowVanished,
                u"There is no row %1 of '%2' any more."_s.arg(cell.key.toDisplay(), cell.key.table),
                u"Another program deleted it. Refresh to see what is there now."_s);
}

tl::unexpected<base::Error> changed(const CellPlace &cell)
{
    return fail(ErrorCode::StaleData,
                u"Row %1 of '%2' was changed by another program meanwhile."_s.arg(cell.key.toDisplay(),
                                                                                  cell.key.table),
                u"Refresh (F5) shows it as it is now."_s);
}

/// The rows of a view that look as one that was shown: by the columns that were read whole, and by the size
/// of the others.
sql::Statement selectAlike(const schema::Table &table, const Values &seen)
{
    sql::Statement statement;
    QStringList conditions;
    for (qsizetype i = 0; i < qMin(seen.size(), table.columns.size()); ++i) {
        const QString name = sql::quoted(table.columns[i].name);
        conditions += seen[i].isCut() ? u"length(CAST("_s + name + u" AS BLOB)) = ?"_s : name + u" IS ?"_s;
        statement.values += seen[i].isCut() ? Value::integer(seen[i].wholeSize()) : seen[i];
    }
    QStringList columns;
    for (const QString &column : sql::recordColumns(table))
        columns += sql::quoted(column);
    statement.text = u"SELECT "_s + columns.join(u", "_s) + u" FROM "_s + sql::quoted(table.name) +
                     u" WHERE "_s + conditions.join(u" AND "_s);
    return statement;
}

Done run(db::Connection &connection, const sql::Statement &statement, base::RowSink &sink,
         const base::Cause &cause)
{
    QVarLengthArray<CellView, 16> values;
    for (const Value &value : statement.values)
        values.append(CellView::of(value));
    const auto rows =
        connection.read(statement.text, {values.constData(), size_t(values.size())}, sink, cause);
    return rows ? Done() : fail(rows.error());
}

} // namespace

Result<Values> WholeCells::read(const QList<CellPlace> &cells) const
{
    Values values(cells.size());
    QHash<std::pair<QString, int>, QList<qsizetype>> columns;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (!cells[i].key.values.isEmpty()) {
            columns[{cells[i].key.table, cells[i].column}] += i;
            continue;
        }
        const Done read =
            readAlike(cells[i], [&values, i](const CellView &cell) { values[i] = cell.value(); });
        if (!read)
            return fail(read.error());
    }
    for (auto column = columns.cbegin(); column != columns.cend(); ++column) {
        QHash<base::RecordKey, qsizetype> places;
        QList<CellPlace> asked;
        for (const qsizetype place : *column) {
            places.insert(cells[place].key, place);
            asked += cells[place];
        }
        const auto take = [&](const base::RecordKey &key, const CellView &cell) {
            const auto place = places.constFind(key);
            if (place == places.cend())
                return;
            values[*place] = cell.value();
            places.erase(place);
        };
        if (const Done read = readColumn(asked, take); !read)
            return fail(read.error());
        if (!places.isEmpty())
            return fail(vanished({places.cbegin().key(), column.key().second, {}}).error());
    }
    return values;
}

Result<qint64> WholeCells::write(const CellPlace &cell, QIODevice &device) const
{
    qint64 written = -1;
    bool isWritten = true;
    bool isSame = true;
    const auto take = [&](const CellView &found) {
        written = found.size;
        isSame = cell.seen.isEmpty() || CellView::of(cell.seen.value(cell.column)).agreesWith(found);
        if (!isSame)
            return;
        isWritten = device.write(found.bytes().data(), found.size) == found.size;
    };
    const Done read =
        cell.key.values.isEmpty()
            ? readAlike(cell, take)
            : readColumn({cell}, [&take](const base::RecordKey &, const CellView &found) { take(found); });
    if (!read)
        return fail(read.error());
    if (written < 0)
        return fail(vanished(cell).error());
    if (!isSame)
        return changed(cell);
    if (!isWritten)
        return fail(ErrorCode::CannotWrite, u"The value could not be written."_s,
                    u"Check that the disk is not full."_s, device.errorString());
    return written;
}

/// One column of rows of one table, whole as it comes.
Done WholeCells::readColumn(const QList<CellPlace> &cells,
                            const std::function<void(const base::RecordKey &, const CellView &)> &take) const
{
    const auto shape = m_shapes.readable(cells.first().key.table);
    if (!shape)
        return fail(shape.error());
    const schema::Table &table = (*shape)->table();
    const QStringList address = (*shape)->addressColumns();
    const QStringList wanted = QStringList{table.columns.value(cells.first().column).name} + address;
    EachRow sink([&](Cells row) {
        base::RecordKey key{cells.first().key.table, {}, 0};
        for (const CellView &part : row.subspan(1))
            key.values += part.value();
        take(key, row.front());
    });
    constexpr qsizetype kChunk = 500;
    for (qsizetype start = 0; start < cells.size(); start += kChunk) {
        QList<Values> keys;
        for (const CellPlace &cell : cells.mid(start, kChunk))
            keys += cell.key.values;
        if (const Done read =
                run(m_connection, sql::selectByValues(table, wanted, address, keys), sink, m_cause);
            !read)
            return read;
    }
    return {};
}

/// A row without an address is found by what was seen of it, where only one looks so or all hold the same.
Done WholeCells::readAlike(const CellPlace &cell, const std::function<void(const CellView &)> &take) const
{
    const auto shape = m_shapes.readable(cell.key.table);
    if (!shape)
        return fail(shape.error());
    std::optional<Value> found;
    bool isAmbiguous = false;
    EachRow sink([&](Cells row) {
        for (qsizetype i = 0; i < cell.seen.size(); ++i) {
            if (!CellView::of(cell.seen[i]).agreesWith(row[size_t(i)]))
                return;
        }
        const CellView &whole = row[size_t(cell.column)];
        isAmbiguous = isAmbiguous || (found && !CellView::of(*found).agreesWith(whole));
        if (!found)
            found = whole.value();
    });
    if (cell.seen.isEmpty())
        return vanished(cell);
    const Done read = run(m_connection, selectAlike((*shape)->table(), cell.seen), sink, m_cause);
    if (!read)
        return read;
    if (isAmbiguous) {
        return fail(ErrorCode::RowAmbiguous,
                    u"Several rows of '%1' look like this one, and have no key to tell them apart."_s.arg(
                        cell.key.table),
                    u"Open the table that the value comes from."_s);
    }
    if (!found)
        return fail(ErrorCode::RowVanished, u"This row of '%1' is no longer there."_s.arg(cell.key.table),
                    u"Refresh to see what is there now."_s);
    take(CellView::of(*found));
    return {};
}

Result<base::PageRequest> wholeRequest(db::Connection &connection, const RecordShapes &shapes,
                                       base::PageRequest request, const base::Cause &cause)
{
    const RecordShape *shape = shapes.of(request.after.key.table);
    const int column = shape ? shape->table().columnIndex(request.sortColumn) : -1;
    if (request.sortColumn.isNull() || !request.after.key.isValid() ||
        !request.after.values.value(column).isCut())
        return request;
    const auto whole =
        WholeCells(connection, shapes, cause).read({{request.after.key, column, request.after.values}});
    if (!whole)
        return fail(whole.error());
    if (!request.after.values[column].agreesWith(whole->first()))
        return changed({request.after.key, column, {}});
    request.after.values[column] = whole->first();
    return request;
}

} // namespace relata::records
