#include "rowinserter.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;

Done RowInserter::insert(ObjectRef object)
{
    return m_core.options.databaseDefaults ? insertGiven(object) : insertWhole(object);
}

/// Writes every column, NULL where nothing was set, as SQLAlchemy does.
Done RowInserter::insertWhole(ObjectRef object)
{
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
    // An object that has no key after this is refused at the end of the flush.
    const int column = mapper.autoKey;
    if (missing != 0 && column >= 0 && cells.view(object.row, column).isNull())
        cells.setInteger(object.row, column, *key);
    return {};
}

/// The key columns that have no value, by their place in the key.
quint64 RowInserter::keyPartsWithoutValue(ObjectRef object)
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
            warnOfKeyPart(m_core, *mapper.table, mapper.table->columns.at(column).name);
    }
    return missing;
}

void RowInserter::warnOfKeyPart(SessionCore &core, const schema::Table &table, const QString &column)
{
    core.warn(u"The column '%1.%2' is part of the primary key, but has no value, and the database gives it "
              "none."_s.arg(table.name, column));
}

/// Writes only what was given, so that the database's defaults hold for the rest.
Done RowInserter::insertGiven(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    CellStore &cells = m_core.heap(object).cells();
    const NamedValues row = givenValues(object);
    m_core.set(object, IsExpired); // What was not given is asked for when it is read.
    const QList<int> wanted = columnsToReadBack(object);
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

NamedValues RowInserter::givenValues(ObjectRef object) const
{
    const Mapper &mapper = m_core.mapper(object);
    const CellStore &cells = m_core.heap(object).cells();
    NamedValues row;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        const schema::Column &described = mapper.table->columns.at(column);
        if (described.generated == schema::Generated::No && cells.isLoaded(object.row, column))
            row += {described.name, cells.value(object.row, column)};
    }
    return row;
}

/// The key, and what other rows may refer to and the database has made.
QList<int> RowInserter::columnsToReadBack(ObjectRef object) const
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

} // namespace relata::orm
