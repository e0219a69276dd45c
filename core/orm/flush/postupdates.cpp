#include "unitofwork.h"

namespace relata::orm {

using base::Done;
using base::fail;
using base::Value;

Done UnitOfWork::postUpdateRows(int mapperIndex, bool isDelete)
{
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
        if (const Done done = postUpdateRow(object, columns); !done)
            return done;
    }
    return {};
}

/// Writes those of the columns that the flush has given another value, and counts the version up.
Done UnitOfWork::postUpdateRow(ObjectRef object, const QSet<int> &columns)
{
    const Mapper &mapper = m_core.mapper(object);
    WrittenRow row;
    for (int column = 0; column < mapper.columnCount(); ++column) {
        const ColumnHistory change = m_attributes.columnHistory(object, column);
        if (columns.contains(column) && !mapper.isKey(column) && change.added)
            row.set += {mapper.table->columns.at(column).name, *change.added};
    }
    if (row.set.isEmpty())
        return {};
    for (const int column : mapper.rowColumns) {
        const auto read = m_attributes.column(object, column);
        if (!read)
            return fail(read.error());
        row.where += {mapper.table->columns.at(column).name, read->value};
    }
    Value next;
    if (mapper.versionColumn >= 0) {
        const auto version = m_attributes.committedColumn(object, mapper.versionColumn, kAnywhere);
        if (!version)
            return fail(version.error());
        const QString &name = mapper.table->columns.at(mapper.versionColumn).name;
        row.where += {name, version->value};
        if (m_core.has(object, HasKey)) {
            next = Value::integer(version->value.toInteger() + 1);
            row.set += {name, next};
        }
    }
    const auto count = m_core.executor.update(mapper.table->name, row);
    if (!count)
        return fail(count.error());
    if (*count != 1)
        return fail(staleUpdate(object, *count));
    if (!next.isNull() && !isDeleted(object))
        m_core.heap(object).cells().set(object.row, mapper.versionColumn, next);
    return {};
}

} // namespace relata::orm
