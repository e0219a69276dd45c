#include "unitofwork.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

/// The row of an object in its table, and in the version that was read.
Result<NamedValues> UnitOfWork::rowToRemove(ObjectRef object)
{
    const Mapper &mapper = m_core.mapper(object);
    NamedValues where;
    QList<int> columns(mapper.rowColumns.cbegin(), mapper.rowColumns.cend());
    if (mapper.versionColumn >= 0)
        columns += mapper.versionColumn;
    for (const int column : std::as_const(columns)) {
        const auto read = m_attributes.committedColumn(object, column, kAnywhere);
        if (!read)
            return fail(read.error());
        where += {mapper.table->columns.at(column).name, read->value};
    }
    return where;
}

/// How many rows went.
Result<qint64> UnitOfWork::removeRow(ObjectRef object)
{
    const auto where = rowToRemove(object);
    if (!where)
        return fail(where.error());
    const auto count = m_core.executor.remove(m_core.mapper(object).table->name, *where);
    if (!count || !m_core.options.compareEdited)
        return count;
    const Done checked = checkRemoved(object, *where, *count);
    return checked ? count : fail(checked.error());
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
        const auto count = removeRow(object);
        if (!count) {
            m_core.refused = object;
            return fail(count.error());
        }
        found += *count;
    }
    if (found >= objects.size() || m_core.options.compareEdited)
        return {};
    const QString sentence = u"Of %1 rows of '%2' to be deleted only %3 were still there."_s.arg(
        QString::number(objects.size()), mapper.table->name, QString::number(found));
    if (mapper.versionColumn >= 0) {
        return fail(ErrorCode::StaleData, sentence,
                    u"Somebody else changed or deleted them; roll back and load them again."_s);
    }
    m_core.warn(sentence);
    return {};
}

} // namespace relata::orm
