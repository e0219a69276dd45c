#include "pendingchanges.h"

#include "core/db/connection.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::RecordKey;
using base::Result;
using base::Value;
using schema::Table;

Done PendingChanges::checkEditable(const QString &tableName) const
{
    const auto shape = m_shapes.readable(tableName);
    if (!shape)
        return fail(shape.error());
    const Table &table = (*shape)->table();
    if (m_connection.isReadOnly())
        return fail(ErrorCode::ReadOnly, u"The database is open read-only."_s, {},
                    m_connection.readOnlyReason());
    if (table.kind == schema::TableKind::View)
        return fail(ErrorCode::ReadOnly, u"'%1' is a view; edit the tables it reads."_s.arg(table.name));
    if (table.kind == schema::TableKind::Shadow) {
        return fail(ErrorCode::ReadOnly,
                    u"'%1' belongs to a virtual table; edit the virtual table."_s.arg(table.name));
    }
    if ((*shape)->addressKind() == schema::RowAddress::Kind::None) {
        return fail(ErrorCode::NoUsableKey,
                    u"The rows of '%1' cannot be told apart: it has no usable key."_s.arg(table.name),
                    u"Give the table a primary key."_s);
    }
    return {};
}

Done PendingChanges::checkColumn(const Table &table, int column) const
{
    if (column < 0 || column >= table.columns.size())
        return fail(ErrorCode::UnknownColumn, u"'%1' has no such column."_s.arg(table.name));
    if (table.columns[column].generated != schema::Generated::No) {
        return fail(ErrorCode::ReadOnly,
                    u"'%1.%2' is computed by the database."_s.arg(table.name, table.columns[column].name));
    }
    return {};
}

Done PendingChanges::edit(const RecordKey &key, int column, const Value &before, const Value &now)
{
    if (const Done editable = checkEditable(key.table); !editable)
        return editable;
    if (const Done has = checkColumn(m_shapes.of(key.table)->table(), column); !has)
        return has;
    forgetRefusal(key);
    forgetParent(key, column);
    if (key.isNew()) {
        for (base::NewRow &row : m_pending.added) {
            if (row.key != key)
                continue;
            row.cells.insert(column, now);
            row.parents.remove(column);
            return {};
        }
        return fail(ErrorCode::RowVanished,
                    u"The new row of '%1' does not wait for Save any more."_s.arg(key.table),
                    u"Edit the row as it is now."_s);
    }
    QHash<int, base::CellEdit> &edits = m_pending.changed[key];
    const Value original = edits.contains(column) ? edits[column].before : before;
    if (original == now)
        edits.remove(column);
    else
        edits.insert(column, {original, now});
    if (edits.isEmpty())
        m_pending.changed.remove(key);
    return {};
}

Done PendingChanges::setNewParent(const RecordKey &child, int column, const RecordKey &parent,
                                  const Value &before)
{
    const auto waits = [this](const RecordKey &key) { return m_pending.addedRow(key) != nullptr; };
    if ((child.isNew() && !waits(child)) || !waits(parent)) {
        return fail(ErrorCode::InvalidChange, u"Only a row that waits for Save can become a new parent."_s,
                    u"Choose a parent that is there now."_s);
    }
    if (const Done editable = checkEditable(child.table); !editable)
        return editable;
    if (const Done has = checkColumn(m_shapes.of(child.table)->table(), column); !has)
        return has;
    forgetRefusal(child);
    forgetParent(child, column);
    for (base::NewRow &row : m_pending.added) {
        if (row.key != child)
            continue;
        row.cells.remove(column);
        row.parents.insert(column, parent.newRow);
        return {};
    }
    QHash<int, base::CellEdit> &edits = m_pending.changed[child];
    const Value original = edits.contains(column) ? edits[column].before : before;
    edits.insert(column, {original, Value(), parent.newRow});
    return {};
}

Result<RecordKey> PendingChanges::add(const QString &tableName, const QHash<int, Value> &cells)
{
    if (const Done editable = checkEditable(tableName); !editable)
        return fail(editable.error());
    const Table &table = m_shapes.of(tableName)->table();
    for (auto it = cells.keyBegin(); it != cells.keyEnd(); ++it) {
        if (const Done has = checkColumn(table, *it); !has)
            return fail(has.error());
    }
    const RecordKey key = {table.name, {}, ++m_lastNewRow};
    m_pending.added += base::NewRow{key, cells, {}};
    return key;
}

Done PendingChanges::remove(const QList<RecordKey> &keys)
{
    for (const RecordKey &key : keys) {
        if (const Done editable = checkEditable(key.table); !editable)
            return editable;
    }
    for (const RecordKey &key : keys) {
        forgetRefusal(key);
        m_pending.changed.remove(key);
        if (key.isNew())
            forgetNewRow(key);
        else
            m_pending.deleted += key;
    }
    return {};
}

void PendingChanges::revert(const QList<RecordKey> &keys)
{
    for (const RecordKey &key : keys) {
        forgetRefusal(key);
        m_pending.changed.remove(key);
        m_pending.deleted.remove(key);
        if (key.isNew())
            forgetNewRow(key);
    }
}

void PendingChanges::refuse(const RecordKey &row, const QString &words)
{
    m_pending.refusedRow = row;
    m_pending.refusal = words;
}

/// A composite key leads to one parent: a column that leaves the new parent takes its companions along.
void PendingChanges::forgetParent(const RecordKey &child, int column)
{
    const base::NewRow *parent = m_pending.parentOf(child, column);
    if (!parent)
        return;
    const int number = parent->key.newRow;
    const Table &table = m_shapes.of(child.table)->table();
    for (const schema::ForeignKey &key : table.foreignKeys) {
        if (schema::indexOfName(key.columns, table.columns[column].name) < 0)
            continue;
        for (const QString &name : key.columns) {
            const int companion = table.columnIndex(name);
            for (base::NewRow &row : m_pending.added) {
                if (row.key == child && row.parents.value(companion) == number)
                    row.parents.remove(companion);
            }
            if (m_pending.changed.value(child).value(companion).parent == number)
                m_pending.changed[child].remove(companion);
        }
    }
    if (m_pending.changed.value(child).isEmpty())
        m_pending.changed.remove(child);
}

/// Children that were to take the row's key are left without: new ones take the default, stored ones what
/// they have.
void PendingChanges::forgetNewRow(const RecordKey &key)
{
    m_pending.added.removeIf([&key](const base::NewRow &row) { return row.key == key; });
    for (base::NewRow &row : m_pending.added)
        row.parents.removeIf([&key](const auto &entry) { return entry.value() == key.newRow; });
    m_pending.changed.removeIf([&key](const auto &row) {
        row.value().removeIf([&key](const auto &cell) { return cell.value().parent == key.newRow; });
        return row.value().isEmpty();
    });
}

void PendingChanges::forgetRefusal(const RecordKey &key)
{
    if (m_pending.refusedRow.isValid() && m_pending.refusedRow != key)
        return;
    m_pending.refusedRow = {};
    m_pending.refusal.clear();
}

} // namespace relata::records
