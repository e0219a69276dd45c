#include "unitofwork.h"

#include <algorithm>

// Rows that are written anew.

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;

/// UPDATEs of the same columns go out together, as in SQLAlchemy: whatever has to be read for one of them is
/// read before the first is sent.
Done UnitOfWork::updateRows(const QList<ObjectRef> &objects, const QHash<ObjectRef, ObjectRef> &replaced)
{
    QList<std::pair<ObjectRef, WrittenRow>> together;
    const auto send = [&]() -> Done {
        for (const auto &[object, row] : std::exchange(together, {})) {
            if (const Done done = updateRow(object, row); !done) {
                m_core.refused = object;
                return done;
            }
        }
        return {};
    };
    for (const ObjectRef object : objects) {
        const auto row = rowToUpdate(object, replaced.value(object));
        if (!row) {
            m_core.refused = object;
            return fail(row.error());
        }
        if (row->set.isEmpty())
            continue;
        const auto isSame = [](const auto &a, const auto &b) { return a.first == b.first; };
        if (!together.isEmpty() && !std::ranges::equal(together.last().second.set, row->set, isSame)) {
            if (const Done done = send(); !done)
                return done;
        }
        together.emplace_back(object, *row);
    }
    return send();
}

/// The key by which the row is found. A key column that was changed is written, unless the database has
/// changed it already (ON UPDATE CASCADE).
Result<NamedValues> UnitOfWork::rowKey(ObjectRef object, NamedValues &set)
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues where;
    for (const int column : mapper.rowColumns) {
        if (const auto read = m_attributes.column(object, column); !read)
            return fail(read.error());
        const QString &name = mapper.table->columns.at(column).name;
        const ColumnHistory history = m_attributes.columnHistory(object, column);
        Value value = history.unchanged.value_or(Value());
        if (history.added && (!history.removed || m_cascadedKeys.contains({object, column}))) {
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

/// What has changed in an object's columns since its row was read.
NamedValues UnitOfWork::changedValues(ObjectRef object) const
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues set;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        const ColumnHistory change = m_attributes.columnHistory(object, column);
        if (change.added)
            set += {mapper.table->columns.at(column).name, *change.added};
    }
    return set;
}

/// Counts the version up, unless a program has set it.
void UnitOfWork::countVersion(const Mapper &mapper, const Value &version, WrittenRow &row) const
{
    const QString &name = mapper.table->columns.at(mapper.versionColumn).name;
    if (!std::ranges::any_of(row.set, [&](const auto &each) { return each.first == name; }))
        row.set += {name, Value::integer(version.toInteger() + 1)};
    row.where += {name, version};
}

/// What an UPDATE of the object writes, and by what it finds the row. Nothing to set: none is needed.
Result<WrittenRow> UnitOfWork::rowToUpdate(ObjectRef object, ObjectRef replaced)
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
    const auto where = rowKey(object, row.set);
    if (!where)
        return fail(where.error());
    row.where = *where;
    if (hasVersion)
        countVersion(mapper, version->value, row);
    if (m_core.options.compareEdited && !row.set.isEmpty())
        compareWithRead(object, row.set, row.where);
    return row;
}

Done UnitOfWork::updateRow(ObjectRef object, const WrittenRow &row)
{
    const auto count = m_core.executor.update(m_core.mapper(object).table->name, row);
    if (!count)
        return fail(count.error());
    if (*count != 1)
        return fail(staleUpdate(object, *count));
    return takeBack(object, row);
}

/// What an UPDATE has made of the row belongs to the object, too.
Done UnitOfWork::takeBack(ObjectRef object, const WrittenRow &row)
{
    const Mapper &mapper = m_core.mapper(object);
    if (m_core.options.databaseDefaults) {
        if (const Done known = takeKeyBack(object); !known)
            return known;
    }
    for (const auto &[name, value] : row.set) {
        if (mapper.versionColumn >= 0 && name == mapper.table->columns.at(mapper.versionColumn).name)
            m_core.heap(object).cells().set(object.row, mapper.versionColumn, value);
    }
    return {};
}

/// An UPDATE did not find its one row.
base::Error UnitOfWork::staleUpdate(ObjectRef object, qint64 found) const
{
    const bool isSeveral = m_core.options.compareEdited && found > 1;
    return {isSeveral ? ErrorCode::RowAmbiguous : ErrorCode::StaleData,
            u"The UPDATE of %1 in '%2' found %3 rows in place of one."_s.arg(
                m_core.describe(object), m_core.mapper(object).table->name, QString::number(found)),
            u"Somebody else changed or deleted the row; roll back and load it again."_s,
            {}};
}

} // namespace relata::orm
