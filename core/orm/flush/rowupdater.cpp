#include "rowupdater.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;

namespace {

bool isAmong(const NamedValues &values, const QString &column)
{
    return std::ranges::any_of(values, [&](const auto &each) { return each.first == column; });
}

bool haveSameColumns(const NamedValues &a, const NamedValues &b)
{
    return std::ranges::equal(a, b, [](const auto &x, const auto &y) { return x.first == y.first; });
}

} // namespace

Done RowUpdater::update(const QList<ObjectRef> &objects, const QHash<ObjectRef, ObjectRef> &replaced)
{
    Batch together;
    for (const ObjectRef object : objects) {
        const auto row = rowOf(object, replaced.value(object));
        if (!row) {
            m_core.refused = object;
            return fail(row.error());
        }
        if (row->set.isEmpty())
            continue;
        if (!together.isEmpty() && !haveSameColumns(together.last().second.set, row->set)) {
            if (const Done done = sendAll(std::exchange(together, {})); !done)
                return done;
        }
        together.emplace_back(object, *row);
    }
    return sendAll(together);
}

Done RowUpdater::sendAll(const Batch &batch)
{
    for (const auto &[object, row] : batch) {
        Done done = send(m_core, object, row);
        if (done)
            done = readBack(object, row);
        if (!done) {
            m_core.refused = object;
            return done;
        }
    }
    return {};
}

Done RowUpdater::send(SessionCore &core, ObjectRef object, const WrittenRow &row)
{
    const QString &table = core.mapper(object).table->name;
    const auto count = core.executor.update(table, row);
    if (!count)
        return fail(count.error());
    if (*count == 1)
        return {};
    const bool isSeveral = core.options.compareEdited && *count > 1;
    return fail(isSeveral ? ErrorCode::RowAmbiguous : ErrorCode::StaleData,
                u"The UPDATE of %1 in '%2' found %3 rows in place of one."_s.arg(core.describe(object), table,
                                                                                 QString::number(*count)),
                u"Somebody else changed or deleted the row; roll back and load it again."_s);
}

/// What an UPDATE of the object writes, and by what it finds the row. Nothing to set: none is needed.
Result<WrittenRow> RowUpdater::rowOf(ObjectRef object, ObjectRef replaced)
{
    const Mapper &mapper = m_core.mapper(object);
    WrittenRow row{changedValues(object), {}};
    if (row.set.isEmpty())
        return row;
    const bool hasVersion = mapper.versionColumn >= 0;
    const auto version = hasVersion ? m_attributes.committedColumn(replaced.isNone() ? object : replaced,
                                                                   mapper.versionColumn, kAnywhere)
                                    : Result<ColumnRead>();
    if (!version)
        return fail(version.error());
    const auto where = place(object, row.set);
    if (!where)
        return fail(where.error());
    row.where = *where;
    if (hasVersion)
        countVersion(mapper, version->value, row);
    if (m_core.options.compareEdited && !row.set.isEmpty())
        compareWithRead(object, row);
    return row;
}

/// What has changed in an object's columns since its row was read.
NamedValues RowUpdater::changedValues(ObjectRef object) const
{
    const Mapper &mapper = m_core.mapper(object);
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    const bool isStored = m_core.has(object, HasKey);
    NamedValues set;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        if (isStored && !(overlay && overlay->column(column)))
            continue;
        const ColumnHistory change = m_attributes.columnHistory(object, column);
        if (change.added)
            set += {mapper.table->columns.at(column).name, *change.added};
    }
    return set;
}

/// The key by which the row is found. A key column that was changed is written, unless the database has
/// changed it already (ON UPDATE CASCADE): then it is taken out of `set`.
Result<NamedValues> RowUpdater::place(ObjectRef object, NamedValues &set)
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues where;
    for (const int column : mapper.rowColumns) {
        if (const auto read = m_attributes.column(object, column); !read)
            return fail(read.error());
        const QString &name = mapper.table->columns.at(column).name;
        const ColumnHistory history = m_attributes.columnHistory(object, column);
        Value value = history.unchanged.value_or(Value());
        if (history.added && (!history.removed || m_keys.isWrittenByDatabase(object, column))) {
            value = *history.added;
            set.removeIf([&](const auto &each) { return each.first == name; });
        } else if (history.removed) {
            value = *history.removed;
        }
        if (value.isNull()) {
            return fail(ErrorCode::FlushRefused,
                        u"A row of '%1' cannot be written: its key column '%2' is NULL."_s.arg(
                            mapper.table->name, name),
                        u"Give every key column a value."_s);
        }
        where += {name, value};
    }
    return where;
}

/// Counts the version up, unless a program has set it.
void RowUpdater::countVersion(const Mapper &mapper, const Value &version, WrittenRow &row) const
{
    const QString &name = mapper.table->columns.at(mapper.versionColumn).name;
    if (!isAmong(row.set, name))
        row.set += {name, Value::integer(version.toInteger() + 1)};
    row.where += {name, version};
}

/// Adds what the changed columns held when they were read to the conditions of the UPDATE.
void RowUpdater::compareWithRead(ObjectRef object, WrittenRow &row) const
{
    const Mapper &mapper = m_core.mapper(object);
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    if (!overlay)
        return;
    for (const auto &[name, value] : std::as_const(row.set)) {
        const CommittedColumn *before = overlay->column(m_core.registry.column(object.cls, name));
        if (before && before->known && !isAmong(row.where, name) && !mapper.isKey(before->column))
            row.where += {name, before->value};
    }
}

/// What an UPDATE has made of the row belongs to the object, too.
Done RowUpdater::readBack(ObjectRef object, const WrittenRow &row)
{
    const Mapper &mapper = m_core.mapper(object);
    if (m_core.options.databaseDefaults) {
        if (const Done known = readKeyBack(object); !known)
            return known;
    }
    if (mapper.versionColumn < 0)
        return {};
    const QString &versionName = mapper.table->columns.at(mapper.versionColumn).name;
    for (const auto &[name, value] : row.set) {
        if (name == versionName)
            m_core.heap(object).cells().set(object.row, mapper.versionColumn, value);
    }
    return {};
}

/// A key as the database has it: '7' written into an INTEGER column is 7.
Done RowUpdater::readKeyBack(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    CellStore &cells = m_core.heap(object).cells();
    const auto hasChanged = [&](int column) {
        return m_attributes.columnHistory(object, column).removed.has_value();
    };
    if (std::ranges::none_of(mapper.keyColumns, hasChanged))
        return {};
    Select select;
    select.from = mapper.quotedTable;
    select.tables = {mapper.table->name};
    for (const int column : mapper.keyColumns) {
        select.columns += mapper.quotedColumns.at(column);
        select.where += mapper.quotedColumns.at(column) + u" = ?"_s;
        select.whereValues += cells.value(object.row, column);
    }
    const auto stored = m_core.executor.select(select);
    if (!stored)
        return fail(stored.error());
    for (int i = 0; !stored->isEmpty() && i < select.columns.size(); ++i)
        cells.set(object.row, mapper.keyColumns[size_t(i)], stored->value(0, i));
    return {};
}

} // namespace relata::orm
