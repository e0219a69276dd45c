#include "unitofwork.h"

#include <algorithm>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;
using base::Values;

namespace {

bool isBefore(const Values &a, const Values &b)
{
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i] == b[i])
            continue;
        if (a[i].isNumber() && b[i].isNumber())
            return a[i].toReal() < b[i].toReal();
        return a[i].type() != b[i].type() ? a[i].type() < b[i].type() : a[i].bytes() < b[i].bytes();
    }
    return false;
}

} // namespace

/// New ones in the order in which they came into the session, then the others by their keys.
void UnitOfWork::sortForSaving(QList<ObjectRef> &objects) const
{
    const auto isNew = [this](ObjectRef object) { return !m_core.has(object, HasKey); };
    const auto others = std::stable_partition(objects.begin(), objects.end(), isNew);
    const auto arrival = [this](ObjectRef object) { return m_states.value(object).arrival; };
    if (!std::is_sorted(objects.begin(), others,
                        [&](ObjectRef a, ObjectRef b) { return arrival(a) < arrival(b); })) {
        std::stable_sort(objects.begin(), others,
                         [&](ObjectRef a, ObjectRef b) { return arrival(a) < arrival(b); });
    }
    std::stable_sort(others, objects.end(), [&](ObjectRef a, ObjectRef b) {
        return isBefore(m_core.heap(a).key(a.row), m_core.heap(b).key(b.row));
    });
}

/// The persistent object whose row a new one takes over, because it is deleted by the same flush.
Result<ObjectRef> UnitOfWork::replacedBy(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    const auto row =
        m_core.heap(object).identities().find(m_core.heap(object).cells(), object.row, mapper.keyColumns);
    const ObjectRef held = row ? ObjectRef{object.cls, *row} : ObjectRef();
    if (held.isNone() || held == object || (m_core.has(held, WasDeleted) && !isDeleted(held)))
        return ObjectRef();
    if (m_core.has(held, IsExpired) && !m_core.has(held, RowIsKnown)) {
        const auto read = m_attributes.column(held, mapper.keyColumns.front());
        if (!read && read.error().code != ErrorCode::ObjectDeleted)
            return fail(read.error());
        if (!read) {
            m_core.rowIsGone(held);
            return ObjectRef();
        }
    }
    if (!isDeleted(held)) {
        m_core.warn(u"The new object %1 has the key of %2, which is in the session already."_s.arg(
            m_core.describe(object), m_core.describe(held)));
        return ObjectRef();
    }
    m_states[held].listOnly = true;
    return held;
}

Done UnitOfWork::save(QList<ObjectRef> objects)
{
    sortForSaving(objects);
    QHash<ObjectRef, ObjectRef> replaced; // Only where there is something to replace.
    for (const ObjectRef object : std::as_const(objects)) {
        if (m_core.has(object, HasKey) || m_core.options.databaseDefaults)
            break; // An UPDATE in place of a DELETE and an INSERT would keep what should be a default.
        const auto old = replacedBy(object);
        if (!old)
            return fail(old.error());
        if (!old->isNone())
            replaced.insert(object, *old);
    }
    const auto isThere = [&](ObjectRef object) {
        return m_core.has(object, HasKey) || (!replaced.isEmpty() && replaced.contains(object));
    };
    const auto firstNew = std::stable_partition(objects.begin(), objects.end(), isThere);
    // What rows hold may have to go before new ones come.
    if (const Done done = updateRows(QList<ObjectRef>(objects.begin(), firstNew), replaced); !done)
        return done;
    for (const ObjectRef object : QList<ObjectRef>(firstNew, objects.end())) {
        if (const Done done = insertRow(object); !done) {
            m_core.refused = object;
            return done;
        }
    }
    return {};
}

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

void UnitOfWork::warnOfKeyPart(const schema::Table &table, const QString &column)
{
    m_core.warn(u"The column '%1.%2' is part of the primary key, but has no value, and the database gives it "
                "none."_s.arg(table.name, column));
}

/// The key columns that have no value, by their place in the key.
quint64 UnitOfWork::keyPartsWithoutValue(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    const CellStore &cells = m_core.heap(object).cells();
    quint64 missing = 0;
    for (size_t part = 0; part < mapper.keyColumns.size(); ++part) {
        const int column = mapper.keyColumns[part];
        if (!cells.view(object.row, column).isNull())
            continue;
        missing |= quint64(1) << part;
        if (column != mapper.autoKey)
            warnOfKeyPart(*mapper.table, mapper.table->columns.at(column).name);
    }
    return missing;
}

Done UnitOfWork::insertRow(ObjectRef object)
{
    if (m_core.options.databaseDefaults)
        return insertGiven(object);
    const Mapper &mapper = m_core.mapper(object);
    CellStore &cells = m_core.heap(object).cells();
    const bool countsFromOne =
        mapper.versionColumn >= 0 && cells.view(object.row, mapper.versionColumn).isNull();
    if (countsFromOne)
        cells.setInteger(object.row, mapper.versionColumn, 1);
    const quint64 missing = keyPartsWithoutValue(object);
    const InsertStatement &statement = m_core.insertStatements.of(mapper, missing);
    m_values.clear();
    for (const int column : statement.columns)
        m_values.push_back(cells.view(object.row, column));
    const auto key = m_core.executor.insert(statement, m_values);
    if (!key) {
        if (countsFromOne)
            cells.setUnloaded(object.row, mapper.versionColumn);
        return fail(key.error());
    }
    if (missing == 0)
        return {};
    for (const int column : mapper.keyColumns) {
        if (!cells.view(object.row, column).isNull())
            continue;
        // Who has no key at the end of the flush is refused there.
        if (column == mapper.autoKey)
            cells.setInteger(object.row, column, *key);
    }
    return {};
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
                                                                   mapper.versionColumn, PassiveOff)
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
            u"The UPDATE of %1 in '%2' found %3 rows in place of one."_s
                .arg(m_core.describe(object), m_core.mapper(object).table->name)
                .arg(found),
            u"Somebody else changed or deleted the row; roll back and load it again."_s,
            {}};
}

} // namespace relata::orm
