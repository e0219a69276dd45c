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
    QHash<ObjectRef, qsizetype> places;
    for (const ObjectRef each : m_core.newObjects)
        places.insert(each, places.size());
    QHash<ObjectRef, Values> keys;
    for (const ObjectRef each : std::as_const(objects)) {
        if (m_core.has(each, HasKey))
            keys.insert(each, m_core.heap(each).key(each.row));
    }
    std::ranges::stable_sort(objects, [&](ObjectRef a, ObjectRef b) {
        const bool aHasKey = keys.contains(a);
        if (aHasKey != keys.contains(b))
            return !aHasKey;
        return aHasKey ? isBefore(keys[a], keys[b]) : places.value(a) < places.value(b);
    });
}

/// The persistent object whose row a new one takes over, because it is deleted by the same flush.
ObjectRef UnitOfWork::replacedBy(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    Values key;
    for (const int column : mapper.keyColumns)
        key += m_core.heap(object).cells().value(object.row, column);
    const ObjectRef held = m_core.find(object.cls, key);
    if (held.isNone() || held == object || m_core.has(held, WasDeleted))
        return {};
    if (!isDeleted(held)) {
        m_core.warn(u"The new object %1 has the key of %2, which is in the session already."_s.arg(
            m_core.describe(object), m_core.describe(held)));
        return {};
    }
    m_states[held].listOnly = true;
    return held;
}

Done UnitOfWork::save(QList<ObjectRef> objects)
{
    sortForSaving(objects);
    QHash<ObjectRef, ObjectRef> replaced;
    for (const ObjectRef object : std::as_const(objects)) {
        if (!m_core.has(object, HasKey))
            replaced.insert(object, replacedBy(object));
    }
    for (const ObjectRef object : std::as_const(objects)) {
        const ObjectRef old = replaced.value(object);
        const Done done =
            m_core.has(object, HasKey) || !old.isNone() ? updateRow(object, old) : insertRow(object);
        if (!done)
            return done;
    }
    return {};
}

Done UnitOfWork::insertRow(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    ClassHeap &heap = m_core.heap(object);
    NamedValues row;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        if (mapper.table->columns.at(column).generated != schema::Generated::No)
            continue;
        Value value = heap.cells().value(object.row, column);
        if (column == mapper.versionColumn && value.isNull()) {
            value = Value::integer(1);
            heap.cells().set(object.row, column, value);
        }
        const QString &name = mapper.table->columns.at(column).name;
        if (value.isNull() && mapper.table->primaryKey.contains(name)) {
            if (column != mapper.autoKey) {
                m_core.warn(u"The column '%1.%2' is part of the primary key, but has no value, and the "
                            "database gives it none."_s.arg(mapper.table->name, name));
            }
            continue;
        }
        row += {name, value};
    }
    const auto key = m_core.executor.insert(mapper.table->name, row);
    if (!key)
        return fail(key.error());
    for (const int column : mapper.keyColumns) {
        if (!heap.cells().value(object.row, column).isNull())
            continue;
        if (column != mapper.autoKey) {
            return fail(
                ErrorCode::FlushRefused,
                u"The new object of class '%1' has no primary key after its INSERT."_s.arg(mapper.name()),
                u"Give every key column a value."_s);
        }
        heap.cells().setInteger(object.row, column, *key);
    }
    return {};
}

/// The key by which the row is found. A key column that was changed is written, unless the database has
/// changed it already (ON UPDATE CASCADE).
Result<NamedValues> UnitOfWork::rowKey(ObjectRef object, NamedValues &set)
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues where;
    for (const int column : mapper.keyColumns) {
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

Done UnitOfWork::updateRow(ObjectRef object, ObjectRef replaced)
{
    const Mapper &mapper = m_core.mapper(object);
    ClassHeap &heap = m_core.heap(object);
    NamedValues set;
    if (const Overlay *overlay = heap.overlay(object.row)) {
        for (int column = 0; column < mapper.columnCount(); ++column) {
            const CommittedColumn *before = overlay->column(column);
            if (!before || !heap.cells().isLoaded(object.row, column))
                continue;
            const Value value = heap.cells().value(object.row, column);
            if (!before->known || before->value != value)
                set += {mapper.table->columns.at(column).name, value};
        }
    }
    if (set.isEmpty())
        return {};
    const bool hasVersion = mapper.versionColumn >= 0;
    Value version;
    if (hasVersion) {
        const auto read = m_attributes.committedColumn(replaced.isNone() ? object : replaced,
                                                       mapper.versionColumn, PassiveOff);
        if (!read)
            return fail(read.error());
        version = read->value;
    }
    auto where = rowKey(object, set);
    if (!where)
        return fail(where.error());
    if (set.isEmpty())
        return {};
    if (hasVersion) {
        const QString &name = mapper.table->columns.at(mapper.versionColumn).name;
        const Value next = Value::integer(version.toInteger() + 1);
        if (!std::ranges::any_of(set, [&](const auto &each) { return each.first == name; }))
            set += {name, next};
        *where += {name, version};
    }
    const auto count = m_core.executor.update(mapper.table->name, {set, *where});
    if (!count)
        return fail(count.error());
    if (*count != 1) {
        return fail(ErrorCode::StaleData,
                    u"The UPDATE of %1 in '%2' found %3 rows in place of one."_s
                        .arg(m_core.describe(object), mapper.table->name)
                        .arg(*count),
                    u"Somebody else changed or deleted the row; roll back and load it again."_s);
    }
    if (hasVersion) {
        for (const auto &[name, value] : std::as_const(set)) {
            if (name == mapper.table->columns.at(mapper.versionColumn).name)
                heap.cells().set(object.row, mapper.versionColumn, value);
        }
    }
    return {};
}

Done UnitOfWork::postUpdateRows(int mapperIndex, bool isDelete)
{
    const Mapper &mapper = m_core.registry.mapper(mapperIndex);
    const auto wanted = m_postUpdates.value(mapperIndex);
    QList<ObjectRef> objects;
    QSet<int> columns;
    for (auto each = wanted.cbegin(); each != wanted.cend(); ++each) {
        columns.unite(each.value());
        if (isDeleted(each.key()) == isDelete && m_states.contains(each.key()))
            objects += each.key();
    }
    sortForSaving(objects);
    for (const ObjectRef object : std::as_const(objects)) {
        NamedValues set;
        for (int column = 0; column < mapper.columnCount(); ++column) {
            if (columns.contains(column) && !mapper.isKey(column) &&
                m_core.heap(object).cells().isLoaded(object.row, column))
                set += {mapper.table->columns.at(column).name,
                        m_core.heap(object).cells().value(object.row, column)};
        }
        NamedValues where;
        for (const int column : mapper.keyColumns) {
            const auto read = m_attributes.column(object, column);
            if (!read)
                return fail(read.error());
            where += {mapper.table->columns.at(column).name, read->value};
        }
        if (set.isEmpty())
            continue;
        if (const auto done = m_core.executor.update(mapper.table->name, {set, where}); !done)
            return fail(done.error());
    }
    return {};
}

Done UnitOfWork::remove(QList<ObjectRef> objects)
{
    objects.removeIf([this](ObjectRef each) { return !isDeleted(each) || m_states[each].listOnly; });
    if (objects.isEmpty())
        return {};
    sortForSaving(objects);
    const Mapper &mapper = m_core.mapper(objects.first());
    qint64 found = 0;
    for (const ObjectRef object : std::as_const(objects)) {
        NamedValues where;
        QList<int> columns(mapper.keyColumns.cbegin(), mapper.keyColumns.cend());
        if (mapper.versionColumn >= 0)
            columns += mapper.versionColumn;
        for (const int column : std::as_const(columns)) {
            const auto read = m_attributes.committedColumn(object, column, PassiveOff);
            if (!read)
                return fail(read.error());
            where += {mapper.table->columns.at(column).name, read->value};
        }
        const auto count = m_core.executor.remove(mapper.table->name, where);
        if (!count)
            return fail(count.error());
        found += *count;
    }
    if (found >= objects.size())
        return {};
    const QString sentence =
        u"Of %1 rows of '%2' to be deleted only %3 were still there."_s.arg(objects.size())
            .arg(mapper.table->name)
            .arg(found);
    if (mapper.versionColumn >= 0) {
        return fail(ErrorCode::StaleData, sentence,
                    u"Somebody else changed or deleted them; roll back and load them again."_s);
    }
    m_core.warn(sentence);
    return {};
}

} // namespace relata::orm
