#include "rowscomparison.h"

#include "core/db/connection.h"

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
    for (const WaitingRow &row : rows) {
        if (!row.key.isNew())
            keys[row.key.table] += row.key.values;
    }
    QHash<RecordKey, Record> stored;
    for (auto table = keys.cbegin(); table != keys.cend(); ++table) {
        const auto shape = m_shapes.readable(table.key());
        if (!shape)
            return base::fail(shape.error());
        const auto records = m_rows.read(**shape, *table);
        if (!records)
            return base::fail(records.error());
        for (const Record &record : *records)
            stored.insert({table.key(), record.key.values, 0}, record);
    }
    QList<ComparedRow> compared;
    for (const WaitingRow &row : rows) {
        const auto now = stored.constFind(row.key);
        const auto one =
            row.key.isNew() ? compareNew(row) : compareStored(row, now == stored.cend() ? nullptr : &*now);
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

Result<ComparedRow> RowsComparison::compareStored(const WaitingRow &row, const Record *now) const
{
    if (!now)
        return ComparedRow{row, Fate::Vanished,
                           tr("Row %1 of '%2' is no longer there.").arg(row.key.toDisplay(), row.key.table)};
    if (row.kind == Kind::Deleted)
        return compareDoomed(row, *now);
    const ComparedRow cells = compareCells(row, *now);
    const bool isWhole = row.asRead && cells.fate == Fate::Same; // Its number may be another row's by now.
    return isWhole ? compareDoomed(row, *now) : cells;
}

ComparedRow RowsComparison::compareDoomed(const WaitingRow &row, const Record &now) const
{
    if (!row.asRead)
        return {row, Fate::Unknown, {}};
    const Table &table = m_shapes.of(row.key.table)->table();
    for (int column = 0; column < now.values.size(); ++column) {
        if (row.asRead->value(column) != now.values[column]) {
            return {row, Fate::Changed,
                    tr("Row %1 of '%2' has changed: %3 was %4 and is %5.")
                        .arg(row.key.toDisplay(), row.key.table, table.columns[column].name,
                             row.asRead->value(column).toSql(), now.values[column].toSql())};
        }
    }
    return {row, Fate::Same, {}};
}

ComparedRow RowsComparison::compareCells(const WaitingRow &row, const Record &now) const
{
    const Table &table = m_shapes.of(row.key.table)->table();
    bool isWritten = true;
    QStringList changed;
    for (const WaitingRow::Cell &cell : row.cells) {
        const base::Value value = now.values.value(table.columnIndex(cell.column));
        if (value == cell.now && cell.parent == 0)
            continue;
        isWritten = false;
        if (value != cell.before)
            changed += tr("%1 was %2 and is %3").arg(cell.column, cell.before.toSql(), value.toSql());
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
