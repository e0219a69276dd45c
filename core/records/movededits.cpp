#include "movededits.h"

#include <algorithm>

namespace relata::records {

using base::CellEdit;
using base::NewRow;
using base::RecordKey;
using schema::Table;

MovedEdits::MovedEdits(const base::PendingEdits &edits, const schema::Schema &from, const schema::Schema &to)
    : m_from(from), m_to(to)
{
    for (const NewRow &row : edits.added)
        moveAdded(row);
    for (auto row = edits.changed.cbegin(); row != edits.changed.cend(); ++row)
        moveChanged(row.key(), *row);
    for (const RecordKey &key : edits.deleted)
        moveDeleted(key);
    dropLostParents();
    for (auto row = edits.asRead.cbegin(); row != edits.asRead.cend(); ++row)
        moveAsRead(row.key(), *row, edits.digests.value(row.key()));
}

/// A row whose columns are others now is compared by its edited cells only.
void MovedEdits::moveAsRead(const RecordKey &key, const base::Values &values,
                            const base::CellDigests &digests)
{
    QString why;
    const Table *to = moveTable(key, why);
    const auto isSame = [](const schema::Column &a, const schema::Column &b) {
        return schema::sameName(a.name, b.name);
    };
    if (!to || !std::ranges::equal(m_from.table(key.table)->columns, to->columns, isSame))
        return;
    m_moved.asRead.insert(RecordKey{to->name, key.values, 0}, values);
    if (!digests.isEmpty())
        m_moved.digests.insert(RecordKey{to->name, key.values, 0}, digests);
}

/// Null where the row cannot be found or written there, with the reason.
const Table *MovedEdits::moveTable(const RecordKey &key, QString &why) const
{
    const Table *before = m_from.table(key.table);
    const Table *now = m_to.table(key.table);
    if (!before || !now) {
        why = tr("there is no such table any more");
        return nullptr;
    }
    if (now->kind != before->kind) {
        why = tr("it is no such table any more");
        return nullptr;
    }
    const schema::RowAddress addressBefore = schema::addressOf(*before);
    const schema::RowAddress addressNow = schema::addressOf(*now);
    const bool sameAddress =
        addressBefore.kind == addressNow.kind &&
        std::equal(addressBefore.columns.cbegin(), addressBefore.columns.cend(), addressNow.columns.cbegin(),
                   addressNow.columns.cend(), &schema::sameName);
    if (!sameAddress && !key.isNew()) {
        why = tr("its rows have another key now");
        return nullptr;
    }
    return now;
}

int MovedEdits::moveColumn(const Table &from, const Table &to, int column, QString &why) const
{
    const int now = to.columnIndex(from.columns.value(column).name);
    if (now < 0)
        why = tr("there is no such column any more");
    else if (to.columns[now].generated != schema::Generated::No)
        why = tr("it is computed by the database now");
    else
        return now;
    return -1;
}

void MovedEdits::moveChanged(const RecordKey &key, const QHash<int, CellEdit> &cells)
{
    QString why;
    const Table *to = moveTable(key, why);
    QHash<int, CellEdit> moved;
    for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell) {
        const int column = to ? moveColumn(*m_from.table(key.table), *to, cell.key(), why) : -1;
        if (column < 0)
            tell(key, cellWords(key, cell.key(), cell->now), why);
        else
            moved.insert(column, *cell);
    }
    if (!moved.isEmpty())
        m_moved.changed.insert(RecordKey{to->name, key.values, 0}, moved);
}

void MovedEdits::moveAdded(const NewRow &row)
{
    QString why;
    const Table *to = moveTable(row.key, why);
    if (!to) {
        QStringList cells;
        for (auto cell = row.cells.cbegin(); cell != row.cells.cend(); ++cell)
            cells += cellWords(row.key, cell.key(), *cell);
        tell(row.key, cells.join(QStringLiteral(", ")), why);
        return;
    }
    const Table &from = *m_from.table(row.key.table);
    NewRow moved;
    moved.key = {to->name, {}, row.key.newRow};
    for (auto cell = row.cells.cbegin(); cell != row.cells.cend(); ++cell) {
        const int column = moveColumn(from, *to, cell.key(), why);
        if (column < 0)
            tell(row.key, cellWords(row.key, cell.key(), *cell), why);
        else
            moved.cells.insert(column, *cell);
    }
    for (auto parent = row.parents.cbegin(); parent != row.parents.cend(); ++parent) {
        if (const int column = moveColumn(from, *to, parent.key(), why); column >= 0)
            moved.parents.insert(column, *parent);
    }
    m_moved.added += moved;
}

void MovedEdits::moveDeleted(const RecordKey &key)
{
    QString why;
    if (const Table *to = moveTable(key, why))
        m_moved.deleted += RecordKey{to->name, key.values, 0};
    else
        tell(key, tr("to be deleted"), why);
}

/// A new row that has no place any more gives its key to nobody.
void MovedEdits::dropLostParents()
{
    for (NewRow &row : m_moved.added) {
        for (const int column : row.parents.keys()) {
            if (!m_moved.addedRow(row.parents[column]))
                row.parents.remove(column);
        }
    }
    for (const RecordKey &key : m_moved.changed.keys()) {
        QHash<int, CellEdit> &cells = m_moved.changed[key];
        for (const int column : cells.keys()) {
            const int parent = cells[column].parent;
            if (parent != 0 && !m_moved.addedRow(parent))
                cells.remove(column);
        }
        if (cells.isEmpty())
            m_moved.changed.remove(key);
    }
}

void MovedEdits::tell(const RecordKey &key, const QString &what, const QString &why)
{
    const QString row = key.isNew() ? tr("New row of '%1'").arg(key.table)
                                    : tr("Row %1 of '%2'").arg(key.toDisplay(), key.table);
    m_homeless += what.isEmpty() ? tr("%1: %2.").arg(row, why) : tr("%1, %2: %3.").arg(row, what, why);
}

QString MovedEdits::cellWords(const RecordKey &key, int column, const base::Value &now) const
{
    const Table *table = m_from.table(key.table);
    return tr("%1 = %2").arg(table ? table->columns.value(column).name : QString::number(column),
                             now.shortened().toSql());
}

} // namespace relata::records
