#include "rowscomparison.h"

#include "core/db/connection.h"
#include "core/records/seenrow.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Record;
using base::RecordKey;
using base::Result;
using base::Values;
using schema::Table;
using Fate = ComparedRow::Fate;
using Kind = WaitingRow::Kind;

RowsComparison::RowsComparison(db::Connection &connection, const schema::Schema &schema,
                               const base::Cause &cause)
    : m_connection(connection), m_shapes(schema), m_cause(cause), m_rows(connection, cause)
{
}

Result<QList<ComparedRow>> RowsComparison::compare(const QList<WaitingRow> &rows) const
{
    QHash<QString, QList<Values>> keys;
    QHash<RecordKey, const WaitingRow *> waiting;
    for (const WaitingRow &row : rows) {
        if (row.key.isNew())
            continue;
        keys[row.key.table] += row.key.values;
        waiting.insert(row.key, &row);
    }
    QHash<RecordKey, ComparedRow> stored;
    for (auto table = keys.cbegin(); table != keys.cend(); ++table) {
        const auto shape = m_shapes.readable(table.key());
        if (!shape)
            return base::fail(shape.error());
        const base::Done read = m_rows.eachWhole(**shape, *table, [&](const RecordKey &found, Cells cells) {
            const RecordKey key = {table.key(), found.values, 0};
            if (const WaitingRow *row = waiting.value(key))
                stored.insert(key, compareStored(*row, cells));
        });
        if (!read)
            return base::fail(read.error());
    }
    QList<ComparedRow> compared;
    for (const WaitingRow &row : rows) {
        if (!row.key.isNew()) {
            const auto now = stored.constFind(row.key);
            compared += now == stored.cend() ? vanished(row) : *now;
            continue;
        }
        const auto one = compareNew(row);
        if (!one)
            return base::fail(one.error());
        compared += *one;
    }
    return compared;
}

bool RowsComparison::isCommitted(const QList<ComparedRow> &rows)
{
    bool hasStored = false;
    bool hasLike = false;
    bool lacksLike = false;
    for (const ComparedRow &row : rows) {
        if (row.row.kind == Kind::Added) {
            hasLike = hasLike || !row.words.isEmpty();
            lacksLike = lacksLike || (row.words.isEmpty() && !row.row.cells.isEmpty());
            continue;
        }
        if (row.fate != Fate::Written && !(row.row.kind == Kind::Deleted && row.fate == Fate::Vanished))
            return false;
        hasStored = true;
    }
    // Of new rows alone only those tell that were given values: whether there is one like each.
    return hasStored || (hasLike && !lacksLike);
}

ComparedRow RowsComparison::vanished(const WaitingRow &row) const
{
    return {row, Fate::Vanished,
            tr("Row %1 of '%2' is no longer there.").arg(row.key.toDisplay(), row.key.table)};
}

ComparedRow RowsComparison::compareStored(const WaitingRow &row, Cells now) const
{
    if (row.kind == Kind::Deleted)
        return compareDoomed(row, now);
    const ComparedRow cells = compareCells(row, now);
    const bool isWhole = row.asRead && cells.fate == Fate::Same; // Its number may be another row's by now.
    return isWhole ? compareDoomed(row, now) : cells;
}

ComparedRow RowsComparison::compareDoomed(const WaitingRow &row, Cells now) const
{
    if (!row.asRead)
        return {row, Fate::Unknown, {}};
    const Table &table = m_shapes.of(row.key.table)->table();
    const int column = SeenRow{*row.asRead, row.digests}.differsIn(now);
    if (column < 0)
        return {row, Fate::Same, {}};
    return {row, Fate::Changed,
            tr("Row %1 of '%2' has changed: %3 was %4 and is %5.")
                .arg(row.key.toDisplay(), row.key.table, table.columns[column].name,
                     row.asRead->value(column).shortened().toSql(),
                     SeenRow::shortened(now[size_t(column)]).toSql())};
}

ComparedRow RowsComparison::compareCells(const WaitingRow &row, Cells now) const
{
    const Table &table = m_shapes.of(row.key.table)->table();
    bool isWritten = true;
    QStringList changed;
    for (const WaitingRow::Cell &cell : row.cells) {
        const base::CellView &value = now[size_t(table.columnIndex(cell.column))];
        if (base::CellView::of(cell.now).agreesWith(value) && cell.parent == 0)
            continue;
        isWritten = false;
        if (!base::CellView::of(cell.before).agreesWith(value))
            changed +=
                tr("%1 was %2 and is %3")
                    .arg(cell.column, cell.before.shortened().toSql(), SeenRow::shortened(value).toSql());
    }
    if (isWritten)
        return {row, Fate::Written, {}};
    if (changed.isEmpty())
        return {row, Fate::Same, {}};
    return {
        row, Fate::Changed,
        tr("Row %1 of '%2' has changed: %3.").arg(row.key.toDisplay(), row.key.table, changed.join(u", "_s))};
}

/// Whether there is a row like it, which tells one that has been saved from one that has not.
Result<ComparedRow> RowsComparison::compareNew(const WaitingRow &row) const
{
    const Table &table = m_shapes.of(row.key.table)->table();
    QStringList conditions;
    Values values;
    for (const WaitingRow::Cell &cell : row.cells) {
        if (cell.parent != 0)
            continue;
        conditions += m_connection.dialect().quoted(cell.column) + u" IS ?"_s;
        values += cell.now;
    }
    if (conditions.isEmpty())
        return ComparedRow{row, Fate::Same, {}};
    const auto found =
        m_connection.select({u"SELECT 1 FROM %1 WHERE %2 LIMIT 1"_s.arg(
                                 m_connection.dialect().quoted(table.name), conditions.join(u" AND "_s)),
                             values},
                            m_cause);
    if (!found)
        return base::fail(found.error());
    if (found->isEmpty())
        return ComparedRow{row, Fate::Same, {}};
    return ComparedRow{row, Fate::Same,
                       tr("There is a row with the values of new row %1 of '%2' already.")
                           .arg(QString::number(row.key.newRow), row.key.table)};
}

} // namespace relata::records
