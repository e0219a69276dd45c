#include "unitofwork.h"

#include "core/db/connection.h"
#include "core/records/flushorder.h"
#include "core/records/recordmemory.h"
#include "core/sql/dialect.h"
#include "core/sql/rowwriter.h"
#include "core/sql/selectbuilder.h"

#include <algorithm>
#include <limits>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;
using base::fail;
using base::Record;
using base::RecordKey;
using base::Result;
using base::Value;
using base::Values;
using schema::ForeignKey;
using schema::Table;

namespace {

QSet<QString> writtenTables(const base::PendingEdits &edits)
{
    QSet<QString> tables;
    for (auto it = edits.changed.keyBegin(); it != edits.changed.keyEnd(); ++it)
        tables += it->table;
    for (const base::NewRow &row : edits.added)
        tables += row.key.table;
    for (const RecordKey &key : edits.deleted)
        tables += key.table;
    return tables;
}

tl::unexpected<SaveFailure> refused(Error error, const RecordKey &row)
{
    return tl::unexpected<SaveFailure>(SaveFailure{std::move(error), row});
}

/// The database's refusal with the row it was about. A lock or a full disk keeps its own sentence.
Error about(const Error &error, const QString &doing, const RecordKey &key)
{
    Error named = error;
    if (error.code == ErrorCode::ConstraintFailed || error.code == ErrorCode::StatementFailed)
        named.sentence = UnitOfWork::tr("%1 %2 was refused.").arg(doing, RefusalReasons::nameOf(key));
    return named;
}

bool refersToItself(const Table &table)
{
    return std::any_of(table.foreignKeys.cbegin(), table.foreignKeys.cend(),
                       [&table](const ForeignKey &key) { return schema::sameName(key.table, table.name); });
}

} // namespace

UnitOfWork::UnitOfWork(db::Connection &connection, const schema::Schema &schema, const RecordShapes &shapes,
                       const RecordMemory &known, const base::PendingEdits &edits, const base::Cause &cause)
    : m_connection(connection),
      m_schema(schema),
      m_shapes(shapes),
      m_known(known),
      m_edits(edits),
      m_cause(cause),
      m_rows(connection, cause),
      m_reasons(m_rows, schema, shapes),
      m_written(writtenTables(edits)),
      m_order(parentsFirst(schema, m_written))
{
    for (const base::NewRow &row : edits.added) {
        for (const int parent : row.parents)
            m_parents += parent;
    }
    for (const auto &row : edits.changed) {
        for (const base::CellEdit &edit : row) {
            if (edit.parent != 0)
                m_parents += edit.parent;
        }
    }
}

tl::expected<SaveReport, SaveFailure> UnitOfWork::run()
{
    if (const auto begun = m_connection.begin(m_cause); !begun)
        return refused(begun.error(), {});
    if (const Step written = write(); !written) {
        m_connection.rollback(m_cause);
        return tl::unexpected<SaveFailure>(written.error());
    }
    if (const auto committed = m_connection.commit(m_cause); !committed) {
        const SaveFailure failure =
            m_reasons.commitFailure(committed.error(), m_report.newKeys, m_doomed.values());
        m_connection.rollback(m_cause);
        return tl::unexpected<SaveFailure>(failure);
    }
    m_report.changedByDatabase = changedByDatabase(m_schema, m_written);
    m_report.tables = m_written + m_report.changedByDatabase;
    return m_report;
}

UnitOfWork::Step UnitOfWork::write()
{
    if (hasCircle(m_schema, m_written)) {
        if (const auto deferred = m_connection.run({u"PRAGMA defer_foreign_keys=ON"_s, {}}, m_cause);
            !deferred)
            return refused(deferred.error(), {});
    }
    for (Step (UnitOfWork::*step)() :
         {&UnitOfWork::readDoomedRows, &UnitOfWork::insertRows, &UnitOfWork::updateRows,
          &UnitOfWork::deleteRows, &UnitOfWork::refreshRows}) {
        if (const Step done = (this->*step)(); !done)
            return done;
    }
    return {};
}

/// A row that this save's own cascades take away is met by no DELETE: so it is looked for before anything is
/// written. A row that somebody changed is not deleted unseen.
UnitOfWork::Step UnitOfWork::readDoomedRows()
{
    QHash<QString, QList<Values>> keys;
    for (const RecordKey &key : m_edits.deleted)
        keys[key.table] += key.values;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        const auto records = m_rows.read(*m_shapes.of(it.key()), it.value());
        if (!records)
            return refused(records.error(), {});
        for (const Record &record : *records)
            m_doomed.insert(record.key, record);
    }
    for (const RecordKey &key : m_edits.deleted) {
        const auto stored = m_doomed.constFind(key);
        if (stored == m_doomed.cend())
            return refused(m_reasons.vanished(key), key);
        const orm::ObjectRef object = m_known.find(key);
        const auto known = object.isNone() ? std::nullopt : std::optional(m_known.record(object));
        for (int column = 0; known && column < stored->values.size(); ++column) {
            if (known->values.value(column) != stored->values[column])
                return refused(m_reasons.changedElsewhere(key, column, stored->values[column]), key);
        }
    }
    return {};
}

UnitOfWork::Step UnitOfWork::insertRows()
{
    for (const QString &table : m_order) {
        if (const Step done = insertTable(table); !done)
            return done;
    }
    return {};
}

/// A new row may wait for another new row of the same table.
UnitOfWork::Step UnitOfWork::insertTable(const QString &table)
{
    QList<base::NewRow> waiting;
    for (const base::NewRow &row : m_edits.added) {
        if (row.key.table == table)
            waiting += row;
    }
    while (!waiting.isEmpty()) {
        const auto ready = std::find_if(waiting.cbegin(), waiting.cend(), [this](const base::NewRow &row) {
            return std::all_of(row.parents.cbegin(), row.parents.cend(),
                               [this](int parent) { return m_inserted.contains(parent); });
        });
        const qsizetype index = ready == waiting.cend() ? 0 : ready - waiting.cbegin();
        if (const Step done = insertRow(waiting.takeAt(index)); !done)
            return done;
    }
    return {};
}

UnitOfWork::Step UnitOfWork::insertRow(const base::NewRow &row)
{
    const RecordShape &shape = *m_shapes.of(row.key.table);
    const Table &table = shape.table();
    QHash<int, Value> cells = row.cells;
    if (const Step taken = takeParentKeys(row, cells); !taken)
        return taken;
    const auto promised = m_given.value(row.key.newRow);
    for (auto it = promised.cbegin(); it != promised.cend(); ++it)
        cells.insert(table.columnIndex(it.key()), it.value());

    const auto written = m_connection.select(sql::insertRow(table, cells), m_cause);
    if (!written)
        return refused(about(written.error(), tr("Adding"), row.key), row.key);
    RecordKey key = {table.name, {}, 0};
    if (written->rowCount() == 1)
        key.values = written->row(0);
    else if (written->columnCount() == 0) // RETURNING is not for virtual tables.
        key.values = {Value::integer(m_connection.lastInsertId())};
    else
        return refused({ErrorCode::StatementFailed,
                        tr("Adding %1 added no row.").arg(RefusalReasons::nameOf(row.key)),
                        tr("A trigger or an ON CONFLICT clause of the table ignored it."),
                        {}},
                       row.key);
    m_report.newKeys.insert(row.key, key);
    ++m_report.inserted;
    if (!m_parents.contains(row.key.newRow))
        return {};
    const auto stored = m_rows.read(shape, {key.values});
    if (!stored)
        return refused(stored.error(), row.key);
    if (!stored->isEmpty())
        m_inserted.insert(row.key.newRow, stored->first());
    return {};
}

UnitOfWork::Step UnitOfWork::takeParentKeys(const base::NewRow &row, QHash<int, Value> &cells)
{
    for (auto it = row.parents.cbegin(); it != row.parents.cend(); ++it) {
        const auto value = parentsKey(row.key, it.key(), it.value());
        if (!value)
            return tl::unexpected<SaveFailure>(value.error());
        cells.insert(it.key(), *value);
    }
    return {};
}

/// What a column of a row takes from the new row that becomes its parent.
tl::expected<Value, SaveFailure> UnitOfWork::parentsKey(const RecordKey &child, int column, int parent)
{
    const Table &table = m_shapes.of(child.table)->table();
    const QString &name = table.columns[column].name;
    const base::NewRow *row = m_edits.addedRow(parent);
    Value value;
    for (const ForeignKey &key : table.foreignKeys) {
        const int place = schema::indexOfName(key.columns, name);
        if (place >= 0 && row && schema::sameName(key.table, row->key.table))
            value = keyOfNewRow(parent, key.targetColumns.value(place));
    }
    if (!value.isNull())
        return value;
    return refused(
        {ErrorCode::InvalidChange,
         tr("'%1' of %2 cannot take its value from the new parent.").arg(name, RefusalReasons::nameOf(child)),
         tr("Give the parent its key by hand, or save it first."),
         {}},
        child);
}

/// A column of a new row that others refer to: as stored, as given, or promised. NULL where it is not known
/// before the row is there.
Value UnitOfWork::keyOfNewRow(int number, const QString &column)
{
    const base::NewRow *row = m_edits.addedRow(number);
    if (!row)
        return {};
    const Table &table = m_shapes.of(row->key.table)->table();
    const int index = table.columnIndex(column);
    if (const auto inserted = m_inserted.constFind(number); inserted != m_inserted.cend())
        return inserted->values.value(index);
    if (const Value given = row->cells.value(index); !given.isNull())
        return given;
    if (!schema::sameName(column, table.rowidAlias))
        return {};
    if (!m_given[number].contains(table.rowidAlias))
        reserveKeys(table);
    return m_given[number].value(table.rowidAlias);
}

/// Rows in a circle need a key before they are there. All new rows of the table get one, so that no automatic
/// number meets a promised one.
void UnitOfWork::reserveKeys(const Table &table)
{
    const int alias = table.columnIndex(table.rowidAlias);
    const auto highest = m_connection.select(
        {u"SELECT max("_s + sql::quoted(table.rowidAlias) + u") FROM "_s + sql::quoted(table.name), {}},
        m_cause);
    qint64 last = highest ? highest->value(0, 0).toInteger() : std::numeric_limits<qint64>::max();
    for (const base::NewRow &row : m_edits.added) {
        if (row.key.table == table.name)
            last = qMax(last, row.cells.value(alias).toInteger());
    }
    for (const base::NewRow &row : m_edits.added) {
        const bool waits = row.key.table == table.name && !m_report.newKeys.contains(row.key);
        if (waits && row.cells.value(alias).isNull() && last < std::numeric_limits<qint64>::max())
            m_given[row.key.newRow].insert(table.rowidAlias, Value::integer(++last));
    }
}

UnitOfWork::Step UnitOfWork::updateRows()
{
    for (const QString &table : m_order) {
        for (auto it = m_edits.changed.cbegin(); it != m_edits.changed.cend(); ++it) {
            if (it.key().table != table || m_edits.deleted.contains(it.key()))
                continue;
            if (const Step done = updateRow(it.key(), it.value()); !done)
                return done;
        }
    }
    return {};
}

UnitOfWork::Step UnitOfWork::updateRow(const RecordKey &key, QHash<int, base::CellEdit> edits)
{
    for (auto it = edits.begin(); it != edits.end(); ++it) {
        if (it->parent == 0)
            continue;
        const auto value = parentsKey(key, it.key(), it->parent);
        if (!value)
            return tl::unexpected<SaveFailure>(value.error());
        it->now = *value;
    }
    const Table &table = m_shapes.of(key.table)->table();
    const auto changed = m_connection.run(sql::updateRow(table, key, edits), m_cause);
    if (!changed)
        return refused(about(changed.error(), tr("Changing"), key), key);
    if (*changed == 0)
        return refused(m_reasons.whyNoRowChanged(key, edits), key);
    if (*changed > 1) {
        return refused({ErrorCode::RowAmbiguous,
                        tr("Changing %1 met %2 rows instead of one.")
                            .arg(RefusalReasons::nameOf(key), QString::number(*changed)),
                        tr("Nothing was saved. The table's key does not tell its rows apart."),
                        {}},
                       key);
    }
    const auto now = keyAfter(key, edits);
    if (!now)
        return refused(now.error(), key);
    ++m_report.updated;
    m_report.newKeys.insert(key, *now);
    return {};
}

/// The key as the database has it: '7' typed into an INTEGER is 7.
Result<RecordKey> UnitOfWork::keyAfter(const RecordKey &key, const QHash<int, base::CellEdit> &edits) const
{
    const RecordShape &shape = *m_shapes.of(key.table);
    RecordKey now = key;
    bool moved = false;
    for (auto it = edits.cbegin(); it != edits.cend(); ++it) {
        const int place = schema::indexOfName(shape.addressColumns(), shape.table().columns[it.key()].name);
        if (place < 0)
            continue;
        now.values[place] = it.value().now;
        moved = true;
    }
    if (!moved)
        return now;
    const auto stored = m_rows.read(shape, {now.values});
    if (!stored)
        return fail(stored.error());
    return stored->isEmpty() ? now : stored->first().key;
}

UnitOfWork::Step UnitOfWork::deleteRows()
{
    for (auto table = m_order.crbegin(); table != m_order.crend(); ++table) {
        if (const Step done = deleteTable(*table); !done)
            return done;
    }
    return {};
}

/// Rows of a table that refers to itself may stand in each other's way (RESTRICT does not wait): what is
/// refused is tried again as long as others go.
UnitOfWork::Step UnitOfWork::deleteTable(const QString &table)
{
    QList<RecordKey> waiting;
    for (const RecordKey &key : m_edits.deleted) {
        if (key.table == table)
            waiting += key;
    }
    const bool mayWait = !waiting.isEmpty() && refersToItself(m_shapes.of(table)->table());
    while (!waiting.isEmpty()) {
        QList<RecordKey> left;
        Step first;
        for (const RecordKey &key : std::as_const(waiting)) {
            const Step done = deleteRow(key);
            if (done)
                continue;
            // Any other refusal may have ended the transaction, as RAISE(ROLLBACK) does.
            if (!mayWait || done.error().error.detail != "FOREIGN KEY constraint failed"_L1)
                return done;
            if (left.isEmpty())
                first = done;
            left += key;
        }
        if (left.size() == waiting.size())
            return first;
        waiting = left;
    }
    return {};
}

UnitOfWork::Step UnitOfWork::deleteRow(const RecordKey &key)
{
    const RecordShape &shape = *m_shapes.of(key.table);
    const auto changed = m_connection.run(sql::deleteRow(shape.table(), key), m_cause);
    if (!changed)
        return refused(about(changed.error(), tr("Deleting"), key), key);
    if (*changed > 1) {
        return refused({ErrorCode::RowAmbiguous,
                        tr("Deleting %1 met %2 rows instead of one.")
                            .arg(RefusalReasons::nameOf(key), QString::number(*changed)),
                        tr("Nothing was saved. The table's key does not tell its rows apart."),
                        {}},
                       key);
    }
    if (*changed == 0 && m_rows.exists(shape.table(), shape.addressColumns(), key.values)) {
        return refused({ErrorCode::RowVanished,
                        tr("Deleting %1 deleted no row.").arg(RefusalReasons::nameOf(key)),
                        tr("A trigger of the table ignored it."),
                        {}},
                       key);
    }
    ++m_report.deleted;
    m_report.gone += key;
    return {};
}

/// Reads the written rows back, so that what triggers, defaults and type affinity made of them is shown.
UnitOfWork::Step UnitOfWork::refreshRows()
{
    QHash<QString, QList<Values>> keys;
    for (const RecordKey &key : std::as_const(m_report.newKeys))
        keys[key.table] += key.values;
    QSet<RecordKey> found;
    for (auto it = keys.cbegin(); it != keys.cend(); ++it) {
        const auto records = m_rows.read(*m_shapes.of(it.key()), it.value());
        if (!records)
            return refused(records.error(), {});
        for (const Record &record : *records)
            found += record.key;
        m_report.refreshed += *records;
    }
    for (auto it = m_report.newKeys.cbegin(); it != m_report.newKeys.cend(); ++it) {
        if (!found.contains(it.value()))
            m_report.gone += {it.key(), it.value()};
    }
    return {};
}

} // namespace relata::records
