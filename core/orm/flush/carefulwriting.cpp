#include "unitofwork.h"

#include "core/sql/dialect.h"

#include <algorithm>
#include <limits>

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Value;

/// How rows are written with the options compareEdited, databaseDefaults and promiseKeys.

Done UnitOfWork::insertGiven(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    CellStore &cells = m_core.heap(object).cells();
    NamedValues row;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        const schema::Column &described = mapper.table->columns.at(column);
        if (described.generated == schema::Generated::No && cells.isLoaded(object.row, column))
            row += {described.name, cells.value(object.row, column)};
    }
    m_core.set(object, IsExpired); // What was not given is asked for when it is read.
    const QList<int> wanted = columnsToTakeBack(object);
    if (mapper.table->kind != schema::TableKind::Table) { // RETURNING is not for virtual tables.
        const auto number = m_core.executor.insert(mapper.table->name, row);
        if (!number)
            return fail(number.error());
        cells.setInteger(object.row, mapper.keyColumns.front(), *number);
        return {};
    }
    QStringList names;
    for (const int column : wanted)
        names += mapper.table->columns.at(column).name;
    const auto stored = m_core.executor.insertReturning(mapper.table->name, row, names);
    if (!stored)
        return fail(stored.error());
    if (stored->isEmpty()) {
        return fail(ErrorCode::RowVanished, u"Adding a row to '%1' added none."_s.arg(mapper.table->name),
                    u"A trigger or an ON CONFLICT clause of the table ignored it."_s);
    }
    for (int i = 0; i < wanted.size(); ++i)
        cells.set(object.row, wanted[i], stored->value(0, i));
    return {};
}

/// The key, and what other rows may refer to and the database has made.
QList<int> UnitOfWork::columnsToTakeBack(ObjectRef object) const
{
    const Mapper &mapper = m_core.mapper(object);
    QList<int> columns(mapper.keyColumns.cbegin(), mapper.keyColumns.cend());
    for (const int index : m_core.registry.pointingAt(object.cls)) {
        for (const mapping::SyncPair &pair : m_core.registry.relationship(index).prop->synchronizePairs) {
            if (pair.source.table == mapper.mapped->table && !columns.contains(pair.source.column) &&
                !m_core.heap(object).cells().isLoaded(object.row, pair.source.column))
                columns += pair.source.column;
        }
    }
    return columns;
}

/// Adds what the changed columns held to the conditions of an UPDATE.
void UnitOfWork::compareWithRead(ObjectRef object, const NamedValues &set, NamedValues &where) const
{
    const Mapper &mapper = m_core.mapper(object);
    const Overlay *overlay = m_core.heap(object).overlay(object.row);
    for (const auto &[name, value] : set) {
        const CommittedColumn *before =
            !overlay ? nullptr : overlay->column(m_core.registry.column(object.cls, name));
        const bool isThere =
            std::ranges::any_of(where, [&name = name](const auto &each) { return each.first == name; });
        if (before && before->known && !isThere && !mapper.isKey(before->column))
            where += {name, before->value};
    }
}

/// A key as the database has it: '7' written into an INTEGER column is 7.
Done UnitOfWork::takeKeyBack(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    CellStore &cells = m_core.heap(object).cells();
    const auto changed = [&](int column) {
        return m_attributes.columnHistory(object, column).removed.has_value();
    };
    if (std::ranges::none_of(mapper.keyColumns, changed))
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

/// A DELETE that met no row, or several.
Done UnitOfWork::checkRemoved(ObjectRef object, const NamedValues &where, qint64 count)
{
    if (count == 1)
        return {};
    const QString &table = m_core.mapper(object).table->name;
    if (count > 1) {
        return fail(ErrorCode::RowAmbiguous,
                    u"A DELETE in '%1' met %2 rows instead of one."_s.arg(table, QString::number(count)),
                    u"The table's key does not tell its rows apart."_s);
    }
    Select select;
    select.columns = {u"1"_s};
    select.from = m_core.registry.dialect().quoted(table);
    select.tables = {table};
    for (const auto &[name, value] : where) {
        select.where += m_core.registry.dialect().quoted(name) + u" = ?"_s;
        select.whereValues += value;
    }
    const auto left = m_core.executor.select(select);
    if (!left)
        return fail(left.error());
    if (left->isEmpty())
        return {}; // Gone with another row that was deleted before.
    return fail(ErrorCode::RowVanished, u"Deleting a row of '%1' deleted no row."_s.arg(table),
                u"A trigger of the table ignored it."_s);
}

/// Gives new rows of circles their integer keys, then lets nobody wait for a parent whose key is known.
Done UnitOfWork::promiseKeys()
{
    for (auto each = m_byMapper.cbegin(); each != m_byMapper.cend(); ++each) {
        if (m_cycles.contains(saveAll(each.key()))) {
            if (const Done chosen = chooseKeys(m_core.registry.mapper(each.key())); !chosen)
                return chosen;
        }
    }
    m_edges.removeIf([this](const Edge &edge) { return waitsForNothing(edge); });
    return {};
}

/// Whether a row, or what a relationship does, only waits for a key that is known by now.
bool UnitOfWork::waitsForNothing(const Edge &edge) const
{
    const FlushAction &first = m_actions[edge.first];
    const FlushAction &second = m_actions[edge.second];
    if (first.kind != FlushAction::Kind::Save)
        return false;
    if (second.kind == FlushAction::Kind::Process)
        return knowsKey(first.object, *m_processors[size_t(second.processor)].relationship);
    if (second.kind != FlushAction::Kind::Save)
        return false;
    const CellStore &cells = m_core.heap(first.object).cells();
    const auto &key = m_core.mapper(first.object).keyColumns;
    const auto &pointing = m_core.registry.pointingAt(first.object.cls);
    return std::ranges::none_of(key,
                                [&](int column) { return cells.view(first.object.row, column).isNull(); }) &&
           std::ranges::all_of(pointing, [&](int index) {
               return knowsKey(first.object, m_core.registry.relationship(index));
           });
}

bool UnitOfWork::knowsKey(ObjectRef parent, const MappedRelationship &relationship) const
{
    const CellStore &cells = m_core.heap(parent).cells();
    return std::ranges::all_of(relationship.prop->synchronizePairs, [&](const mapping::SyncPair &pair) {
        return pair.source.table == m_core.mapper(parent).mapped->table &&
               !cells.view(parent.row, pair.source.column).isNull();
    });
}

/// The highest key that SQLite ever gave a row of a table with AUTOINCREMENT; 0 where it keeps none.
base::Result<qint64> UnitOfWork::lastGivenKey(const Mapper &mapper)
{
    if (m_core.registry.dialect().engine() != sql::Engine::Sqlite)
        return 0;
    Select known;
    known.columns = {u"count(*)"_s};
    known.from = u"sqlite_master"_s;
    known.where = {u"name = 'sqlite_sequence'"_s};
    known.tables = {u"sqlite_master"_s};
    const auto has = m_core.executor.select(known, Executor::Record::No);
    if (!has || has->value(0, 0).toInteger() == 0)
        return has ? base::Result<qint64>(0) : fail(has.error());
    Select given;
    given.columns = {u"max(seq)"_s};
    given.from = u"sqlite_sequence"_s;
    given.where = {u"name = ?"_s};
    given.whereValues = {Value::text(mapper.table->name)};
    given.tables = {u"sqlite_sequence"_s};
    const auto last = m_core.executor.select(given, Executor::Record::No);
    return last ? base::Result<qint64>(last->value(0, 0).toInteger()) : fail(last.error());
}

/// All new rows of the table get a key, so that no automatic number meets a promised one.
Done UnitOfWork::chooseKeys(const Mapper &mapper)
{
    const int key = mapper.autoKey;
    if (key < 0 || mapper.table->columns.at(key).name != mapper.table->rowidAlias)
        return {};
    Select select;
    select.columns = {u"max("_s + mapper.quotedColumns.at(key) + u')'};
    select.from = mapper.quotedTable;
    select.tables = {mapper.table->name};
    const auto highest = m_core.executor.select(select);
    if (!highest)
        return fail(highest.error());
    constexpr qint64 kLast = std::numeric_limits<qint64>::max();
    const auto given = lastGivenKey(mapper);
    if (!given)
        return fail(given.error());
    qint64 last = qMax(highest->value(0, 0).toInteger(), *given);
    CellStore &cells = m_core.heaps[size_t(mapper.index)]->cells();
    const QList<ObjectRef> pending = m_core.newObjects.list();
    for (const ObjectRef each : pending) {
        if (each.cls == mapper.index)
            last = qMax(last, cells.value(each.row, key).toInteger());
    }
    for (const ObjectRef each : pending) {
        if (each.cls == mapper.index && cells.value(each.row, key).isNull() && last < kLast)
            cells.setInteger(each.row, key, ++last);
    }
    return {};
}

/// A circle that no promise opens: names one row that waits for a key nobody knows before it is written.
base::Error UnitOfWork::keyNeverKnown()
{
    for (const Edge &edge : std::as_const(m_edges)) {
        const FlushAction &first = m_actions[edge.first];
        const FlushAction &second = m_actions[edge.second];
        if (first.kind != FlushAction::Kind::Save || second.kind != FlushAction::Kind::Process)
            continue;
        m_core.refused = second.object;
        const auto *prop = m_processors[size_t(second.processor)].relationship->prop;
        return {ErrorCode::InvalidChange,
                u"'%1' cannot take its value from a new row of '%2' that refers back to it."_s.arg(
                    m_core.registry.configuration().label(prop->synchronizePairs.value(0).destination),
                    m_core.mapper(first.object).table->name),
                u"Give the parent its key by hand, or save it first."_s,
                {}};
    }
    return {ErrorCode::CircularDependency,
            u"The rows to be written depend on each other in a circle: none can be the first."_s,
            u"Save some of them first."_s,
            {}};
}

} // namespace relata::orm
