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

} // namespace relata::orm
