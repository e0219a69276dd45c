#include "postupdates.h"

#include "core/orm/flush/rowupdater.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Result;
using base::Value;

void PostUpdates::note(ObjectRef object, const MappedRelationship &relationship)
{
    QSet<int> &columns = m_noted[object.cls][object];
    for (const mapping::SyncPair &pair : relationship.prop->synchronizePairs)
        columns.insert(pair.destination.column);
}

Done PostUpdates::write(int cls, Fate fate)
{
    const auto noted = m_noted.value(cls);
    QList<ObjectRef> objects;
    QSet<int> columns;
    for (auto each = noted.cbegin(); each != noted.cend(); ++each) {
        columns.unite(each.value());
        const ObjectRef object = each.key();
        if (m_objects.contains(object) && m_objects.isDeleted(object) == (fate == Fate::Delete))
            objects += object;
    }
    m_objects.sortForWriting(objects);
    for (const ObjectRef object : std::as_const(objects)) {
        if (const Done done = writeRow(object, columns); !done)
            return done;
    }
    return {};
}

/// Writes those of the columns that the flush has given another value, and counts the version up.
Done PostUpdates::writeRow(ObjectRef object, const QSet<int> &columns)
{
    WrittenRow row{changedKeys(object, columns), {}};
    if (row.set.isEmpty())
        return {};
    const auto found = place(object);
    if (!found)
        return fail(found.error());
    row.where = *found;
    const Mapper &mapper = m_core.mapper(object);
    const int versionColumn = mapper.versionColumn;
    Value next;
    if (versionColumn >= 0) {
        const auto version = m_attributes.committedColumn(object, versionColumn, kAnywhere);
        if (!version)
            return fail(version.error());
        const QString &name = mapper.table->columns.at(versionColumn).name;
        row.where += {name, version->value};
        if (m_core.has(object, HasKey)) {
            next = Value::integer(version->value.toInteger() + 1);
            row.set += {name, next};
        }
    }
    if (const Done sent = RowUpdater::send(m_core, object, row); !sent)
        return sent;
    if (!next.isNull() && !m_objects.isDeleted(object))
        m_core.heap(object).cells().set(object.row, versionColumn, next);
    return {};
}

NamedValues PostUpdates::changedKeys(ObjectRef object, const QSet<int> &columns) const
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues set;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        if (!columns.contains(column) || mapper.isKey(column))
            continue;
        const ColumnHistory change = m_attributes.columnHistory(object, column);
        if (change.added)
            set += {mapper.table->columns.at(column).name, *change.added};
    }
    return set;
}

/// The columns that find the object's row, with its values.
Result<NamedValues> PostUpdates::place(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues where;
    for (const int column : mapper.rowColumns) {
        const auto read = m_attributes.column(object, column);
        if (!read)
            return fail(read.error());
        where += {mapper.table->columns.at(column).name, read->value};
    }
    return where;
}

} // namespace relata::orm
