#include "pendingchanges.h"

#include "core/db/connection.h"

#include <algorithm>
#include <utility>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::CellEdit;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::RecordKey;
using base::Result;
using base::Value;
using orm::ObjectRef;
using schema::Table;

namespace {

QSet<int> newRowsOf(const QList<RecordKey> &keys)
{
    QSet<int> numbers;
    for (const RecordKey &key : keys) {
        if (key.isNew())
            numbers += key.newRow;
    }
    return numbers;
}

} // namespace

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

Done PendingChanges::checkWaits(const RecordKey &key) const
{
    if (!key.isNew() || m_new.contains(key.newRow))
        return {};
    return fail(ErrorCode::RowVanished,
                u"The new row of '%1' does not wait for Save any more."_s.arg(key.table),
                u"Edit the row as it is now."_s);
}

ObjectRef PendingChanges::objectOf(const RecordKey &key) const
{
    return key.isNew() ? m_new.value(key.newRow)
                       : m_memory.session().reference(m_memory.classOf(key.table), key.values);
}

void PendingChanges::keepAsRead(const QList<base::Record> &rows)
{
    m_seen = rows;
}

/// A row that nobody has shown is what memory has of it.
void PendingChanges::rememberAsRead(const RecordKey &key, Reason reason)
{
    const RecordShape *shape = m_shapes.of(key.table);
    const bool isMovable = shape && shape->addressKind() == schema::RowAddress::Kind::Rowid;
    if (key.isNew() || !shape || (!isMovable && reason == Reason::Edited) || m_shown.asRead.contains(key))
        return;
    const auto seen = std::ranges::find(m_seen, key, &base::Record::key);
    if (seen != m_seen.cend()) {
        m_shown.asRead.insert(key, seen->values);
        return;
    }
    if (const ObjectRef object = isMovable ? m_memory.find(key) : ObjectRef(); !object.isNone())
        m_shown.asRead.insert(key, m_memory.record(object).values);
}

void PendingChanges::forgetAsRead(const RecordKey &key)
{
    m_shown.asRead.remove(key);
    m_shown.digests.remove(key);
}

void PendingChanges::keepDigests(const RecordKey &key, const base::Values &asRead,
                                 const base::CellDigests &digests)
{
    if (!m_shown.deleted.contains(key))
        return;
    m_shown.asRead.insert(key, asRead);
    m_shown.digests.insert(key, digests);
}

Done PendingChanges::edit(const RecordKey &key, int column, const Value &before, const Value &now)
{
    if (const Done editable = checkEditable(key.table); !editable)
        return editable;
    if (const Done has = checkColumn(m_shapes.of(key.table)->table(), column); !has)
        return has;
    if (const Done waits = checkWaits(key); !waits)
        return waits;
    if (now.isCut()) {
        Q_ASSERT(!"the beginning of a value taken for the value");
        return fail(ErrorCode::InvalidRequest, u"Only the beginning of this value is known."_s,
                    u"Read the whole value first."_s);
    }
    forgetRefusal(key);
    rememberAsRead(key, Reason::Edited);
    m_parents.forget(key.table, objectOf(key), column);
    const Done done = setCell(key, column, {before, now});
    show(key);
    return done;
}

Done PendingChanges::setNewParent(const RecordKey &child, int column, const RecordKey &parent,
                                  const Value &before)
{
    if (!checkWaits(child) || !parent.isNew() || !checkWaits(parent)) {
        return fail(ErrorCode::InvalidChange, u"Only a row that waits for Save can become a new parent."_s,
                    u"Choose a parent that is there now."_s);
    }
    if (const Done editable = checkEditable(child.table); !editable)
        return editable;
    if (const Done has = checkColumn(m_shapes.of(child.table)->table(), column); !has)
        return has;
    forgetRefusal(child);
    rememberAsRead(child, Reason::Edited);
    if (!child.isNew())
        m_memory.session().setCommitted(objectOf(child), column, before);
    const Done linked = m_parents.link(child.table, objectOf(child), column, parent.table, objectOf(parent));
    show(child);
    return linked;
}

Done PendingChanges::setCell(const RecordKey &key, int column, const CellEdit &edit)
{
    orm::Session &session = m_memory.session();
    const ObjectRef object = objectOf(key);
    if (!key.isNew())
        session.setCommitted(object, column, edit.before);
    if (const Done set = session.setValue(object, column, edit.now); !set)
        return set;
    if (!key.isNew() && session.committed(object, column) == edit.now)
        session.revert(object, column);
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
    if (std::ranges::any_of(cells, &Value::isCut)) {
        Q_ASSERT(!"the beginning of a value taken for the value");
        return fail(ErrorCode::InvalidRequest, u"Only the beginning of a value is known."_s,
                    u"Read the whole value first."_s);
    }
    const RecordKey key = {table.name, {}, ++m_lastNewRow};
    ++m_revision;
    makeNew(key);
    for (auto it = cells.cbegin(); it != cells.cend(); ++it) {
        if (const Done set = setCell(key, it.key(), {{}, it.value()}); !set)
            return fail(set.error());
    }
    m_shown.added += base::NewRow{key, {}, {}};
    show(key);
    return key;
}

ObjectRef PendingChanges::makeNew(const RecordKey &key)
{
    const ObjectRef object = m_memory.session().create(m_memory.classOf(key.table));
    static_cast<void>(m_memory.session().add(object));
    m_new.insert(key.newRow, object);
    m_numbers.insert(object, key.newRow);
    return object;
}

Done PendingChanges::remove(const QList<RecordKey> &keys)
{
    for (const RecordKey &key : keys) {
        if (const Done editable = checkEditable(key.table); !editable)
            return editable;
    }
    forgetNewRows(newRowsOf(keys));
    for (const RecordKey &key : keys) {
        forgetRefusal(key);
        if (key.isNew())
            continue;
        rememberAsRead(key, Reason::Deleted);
        m_memory.session().revert(objectOf(key));
        if (const Done erased = m_memory.session().erase(objectOf(key)); !erased)
            return erased;
        m_shown.changed.remove(key);
        m_shown.deleted += key;
    }
    return {};
}

/// Children that were to take a row's key are left without: new ones take the default, stored ones what they
/// have. All rows at once, because the children are looked for among everything that waits.
void PendingChanges::forgetNewRows(const QSet<int> &numbers)
{
    QSet<int> rows;
    QSet<ObjectRef> gone;
    for (const int number : numbers) {
        if (const ObjectRef object = m_new.take(number); !object.isNone()) {
            rows += number;
            gone += object;
        }
    }
    if (gone.isEmpty())
        return;
    m_shown.added.removeIf([&rows](const base::NewRow &row) { return rows.contains(row.key.newRow); });
    for (const RecordKey &child : childrenOf(rows)) {
        m_parents.leave(child.table, objectOf(child), gone);
        show(child);
    }
    for (const ObjectRef object : std::as_const(gone)) {
        m_numbers.remove(object);
        static_cast<void>(m_memory.session().expunge(object));
    }
}

/// The rows that were to take the key of one of these.
QList<RecordKey> PendingChanges::childrenOf(const QSet<int> &newRows) const
{
    QList<RecordKey> children;
    for (const base::NewRow &row : m_shown.added) {
        if (std::ranges::any_of(row.parents, [&](int parent) { return newRows.contains(parent); }))
            children += row.key;
    }
    for (auto row = m_shown.changed.cbegin(); row != m_shown.changed.cend(); ++row) {
        if (std::ranges::any_of(*row, [&](const CellEdit &cell) { return newRows.contains(cell.parent); }))
            children += row.key();
    }
    return children;
}

/// Which columns take the key of which new row, by its number.
QHash<int, int> PendingChanges::newParentsOf(const RecordKey &child) const
{
    QHash<int, int> parents;
    const QHash<int, ObjectRef> objects = m_parents.of(child.table, objectOf(child));
    for (auto parent = objects.cbegin(); parent != objects.cend(); ++parent) {
        if (const int number = m_numbers.value(*parent); number > 0)
            parents.insert(parent.key(), number);
    }
    return parents;
}

void PendingChanges::revert(const QList<RecordKey> &keys)
{
    orm::Session &session = m_memory.session();
    forgetNewRows(newRowsOf(keys));
    for (const RecordKey &key : keys) {
        forgetRefusal(key);
        if (key.isNew())
            continue;
        forgetAsRead(key);
        if (!m_shown.changed.remove(key) && !m_shown.deleted.contains(key))
            continue;
        session.revert(objectOf(key));
        if (m_shown.deleted.remove(key))
            static_cast<void>(session.add(objectOf(key))); // Which takes the mark away.
        if (m_outdated.remove(key))
            static_cast<void>(session.expire(objectOf(key)));
    }
}

void PendingChanges::discard()
{
    revert(m_shown.changed.keys() + m_shown.deleted.values());
    for (const ObjectRef object : std::as_const(m_new))
        static_cast<void>(m_memory.session().expunge(object));
    forgetWritten();
}

void PendingChanges::refuse(const RecordKey &row, const QString &words)
{
    m_shown.refusedRow = row;
    m_shown.refusal = words;
}

void PendingChanges::forgetWritten()
{
    m_shown = {};
    m_new.clear();
    m_numbers.clear();
    m_outdated.clear();
}

void PendingChanges::rowsForgotten()
{
    const QList<RecordKey> changed = m_shown.changed.keys();
    m_outdated.unite(QSet<RecordKey>(changed.cbegin(), changed.cend()));
}

void PendingChanges::restore(const base::PendingEdits &edits)
{
    m_shown = edits;
    for (const base::NewRow &row : edits.added)
        m_lastNewRow = qMax(m_lastNewRow, row.key.newRow);
    putBack();
}

void PendingChanges::putBack()
{
    m_new.clear();
    m_numbers.clear();
    QList<std::pair<RecordKey, std::pair<int, int>>> parents;
    for (const base::NewRow &row : std::as_const(m_shown.added)) {
        makeNew(row.key);
        for (auto cell = row.cells.cbegin(); cell != row.cells.cend(); ++cell)
            static_cast<void>(setCell(row.key, cell.key(), {{}, cell.value()}));
        for (auto parent = row.parents.cbegin(); parent != row.parents.cend(); ++parent)
            parents += {row.key, {parent.key(), parent.value()}};
    }
    for (auto row = m_shown.changed.cbegin(); row != m_shown.changed.cend(); ++row) {
        for (auto cell = row->cbegin(); cell != row->cend(); ++cell) {
            if (cell->parent == 0) {
                static_cast<void>(setCell(row.key(), cell.key(), *cell));
                continue;
            }
            m_memory.session().setCommitted(objectOf(row.key()), cell.key(), cell->before);
            parents += {row.key(), {cell.key(), cell->parent}};
        }
    }
    for (const auto &[child, parent] : std::as_const(parents)) {
        if (const base::NewRow *row = m_shown.addedRow(parent.second))
            static_cast<void>(m_parents.link(child.table, objectOf(child), parent.first, row->key.table,
                                             objectOf(row->key)));
    }
    for (const RecordKey &key : std::as_const(m_shown.deleted))
        static_cast<void>(m_memory.session().erase(objectOf(key)));
}

void PendingChanges::forgetRefusal(const RecordKey &key)
{
    ++m_revision;
    if (m_shown.refusedRow.isValid() && m_shown.refusedRow != key)
        return;
    m_shown.refusedRow = {};
    m_shown.refusal.clear();
}

/// Tells the views what waits for a row now.
void PendingChanges::show(const RecordKey &key)
{
    orm::Session &session = m_memory.session();
    const ObjectRef object = objectOf(key);
    const QHash<int, int> parents = newParentsOf(key);
    QHash<int, CellEdit> cells;
    for (const int column : session.changedColumns(object))
        cells.insert(column,
                     {session.committed(object, column), session.value(object, column).value_or(Value())});
    if (key.isNew()) {
        base::NewRow *row = m_shown.addedRow(key.newRow);
        if (!row)
            return;
        row->parents = parents;
        row->cells.clear();
        for (auto cell = cells.cbegin(); cell != cells.cend(); ++cell)
            row->cells.insert(cell.key(), cell->now);
        return;
    }
    for (auto parent = parents.cbegin(); parent != parents.cend(); ++parent)
        cells.insert(parent.key(), {session.committed(object, parent.key()), Value(), parent.value()});
    if (!cells.isEmpty()) {
        m_shown.changed.insert(key, cells);
        return;
    }
    m_shown.changed.remove(key);
    if (!m_shown.deleted.contains(key))
        forgetAsRead(key);
}

} // namespace relata::records
