#include "rowremover.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;

Done RowRemover::remove(const QList<ObjectRef> &objects)
{
    qint64 found = 0;
    for (const ObjectRef object : objects) {
        const auto count = removeRow(object);
        if (!count) {
            m_core.refused = object;
            return fail(count.error());
        }
        found += *count;
    }
    if (found >= objects.size() || m_core.options.compareEdited)
        return {};
    const Mapper &mapper = m_core.mapper(objects.first());
    const QString sentence = u"Of %1 rows of '%2' to be deleted only %3 were still there."_s.arg(
        QString::number(objects.size()), mapper.table->name, QString::number(found));
    if (mapper.versionColumn >= 0) {
        return fail(ErrorCode::StaleData, sentence,
                    u"Somebody else changed or deleted them; roll back and load them again."_s);
    }
    m_core.warn(sentence);
    return {};
}

/// Returns how many rows went.
Result<qint64> RowRemover::removeRow(ObjectRef object)
{
    const auto where = place(object);
    if (!where)
        return fail(where.error());
    const auto count = m_core.executor.remove(m_core.mapper(object).table->name, *where);
    if (!count || !m_core.options.compareEdited)
        return count;
    const Done checked = checkOne(object, *where, *count);
    return checked ? count : fail(checked.error());
}

/// The row of an object in its table, and in the version that was read.
Result<NamedValues> RowRemover::place(ObjectRef object)
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

/// A DELETE that met several rows is refused, and one that met none if the row is still there.
Done RowRemover::checkOne(ObjectRef object, const NamedValues &where, qint64 count)
{
    const Mapper &mapper = m_core.mapper(object);
    if (count > 1) {
        return fail(
            ErrorCode::RowAmbiguous,
            u"A DELETE in '%1' met %2 rows instead of one."_s.arg(mapper.table->name, QString::number(count)),
            u"The table's key does not tell its rows apart."_s);
    }
    return count == 1 ? Done() : checkGone(mapper, where);
}

Done RowRemover::checkGone(const Mapper &mapper, const NamedValues &where)
{
    Select select;
    select.columns = {u"1"_s};
    select.from = mapper.quotedTable;
    select.tables = {mapper.table->name};
    for (const auto &[name, value] : where) {
        select.where += m_core.registry.dialect().quoted(name) + u" = ?"_s;
        select.whereValues += value;
    }
    const auto left = m_core.executor.select(select);
    if (!left)
        return fail(left.error());
    if (left->isEmpty())
        return {}; // It went with another row that was deleted before.
    return fail(ErrorCode::RowVanished, u"Deleting a row of '%1' deleted no row."_s.arg(mapper.table->name),
                u"A trigger of the table ignored it."_s);
}

} // namespace relata::orm
