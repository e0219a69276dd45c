#include "pagereader.h"

#include "core/db/connection.h"
#include "core/records/titlereader.h"
#include "core/records/wholecells.h"
#include "core/sql/countselect.h"
#include "core/sql/dialect.h"
#include "core/sql/selectbuilder.h"

#include <QSaveFile>

namespace relata::page {

using namespace Qt::StringLiterals;
using base::Cause;
using base::fail;
using base::NodeSummary;
using base::RecordPage;
using base::Result;
using base::Value;
using base::Values;
using records::RecordShape;

namespace {

QStringList qualified(const schema::Table &table, const QStringList &columns)
{
    QStringList names;
    for (const QString &column : columns)
        names += sql::quoted(table.name) + u'.' + sql::quoted(column);
    return names;
}

/// The rows whose title or key contains a text, the one whose key it is first.
sql::Statement titleSearch(const RecordShape &shape, const QString &contains, int limit)
{
    const schema::Table &table = shape.table();
    const QStringList all = qualified(table, shape.columns()) + shape.titles().wanted();
    const QStringList key = qualified(table, table.primaryKey);
    sql::Statement statement;
    statement.text =
        u"SELECT "_s + all.join(u", "_s) + u" FROM "_s + sql::quoted(table.name) + shape.titles().joins();
    QStringList order;
    if (!contains.isEmpty()) {
        QStringList conditions;
        for (const QString &expression : shape.titles().searched() + key) {
            conditions += expression + u" LIKE ? ESCAPE '\\'"_s;
            statement.values += Value::text(sql::containsPattern(contains));
        }
        if (!conditions.isEmpty())
            statement.text += u" WHERE "_s + conditions.join(u" OR "_s);
        if (key.size() == 1) {
            order += key.first() + u" IS ? DESC"_s;
            statement.values += Value::text(contains);
        }
    }
    order += shape.titles().searched() + qualified(table, shape.addressColumns());
    if (!order.isEmpty())
        statement.text += u" ORDER BY "_s + order.join(u", "_s);
    statement.text += u" LIMIT "_s + QString::number(limit);
    return statement;
}

} // namespace

Result<RecordPage> PageReader::read(const base::PageRequest &request, const Cause &cause)
{
    const auto shape = m_shapes.readable(request.scope.table, request.sortColumn);
    if (!shape)
        return fail(shape.error());
    const schema::Table &table = (*shape)->table();
    const auto whole = records::wholeRequest(m_connection, m_shapes, request, cause);
    if (!whole)
        return fail(whole.error());
    const auto rows = m_connection.selectCut(
        sql::selectPage(table, *whole, nullptr, {}, sql::RowFilter::parentsOf(m_schema, table)),
        (*shape)->keeps(), cause);
    if (!rows)
        return fail(rows.error());
    RecordPage page;
    page.hasMore = rows->rowCount() > request.limit;
    const int count = qMin(rows->rowCount(), request.limit);
    page.records.reserve(count);
    for (int row = 0; row < count; ++row)
        page.records += (*shape)->record(*rows, row);
    return page;
}

Result<Values> PageReader::wholeCells(const QList<base::CellPlace> &cells, const Cause &cause)
{
    return records::WholeCells(m_connection, m_shapes, cause).read(cells);
}

Result<qint64> PageReader::saveCell(const base::CellPlace &cell, const QString &name, const Cause &cause)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly)) {
        return fail(base::ErrorCode::CannotWrite, u"'%1' cannot be written."_s.arg(name),
                    u"Choose another place for the file."_s, file.errorString());
    }
    auto written = records::WholeCells(m_connection, m_shapes, cause).write(cell, file);
    if (written && !file.commit()) {
        return fail(base::ErrorCode::CannotWrite, u"'%1' cannot be written."_s.arg(name),
                    u"Check that the disk is not full."_s, file.errorString());
    }
    return written;
}

Result<QList<NodeSummary>> PageReader::titles(const QString &table, const QString &contains, int limit,
                                              const Cause &cause)
{
    const auto shape = m_shapes.readable(table);
    if (!shape)
        return fail(shape.error());
    const auto rows = m_connection.selectCut(titleSearch(**shape, contains, limit), (*shape)->keeps(), cause);
    if (!rows)
        return fail(rows.error());
    QList<NodeSummary> found;
    for (int row = 0; row < rows->rowCount(); ++row) {
        NodeSummary summary;
        summary.record = (*shape)->record(*rows, row);
        summary.key = summary.record.key;
        summary.title = (*shape)->titles().title(rows->row(row).mid((*shape)->columns().size()), summary.key);
        found += summary;
    }
    return found;
}

Result<QList<NodeSummary>> PageReader::titlesOf(const QString &table, const QStringList &columns,
                                                const QList<Values> &values, const Cause &cause)
{
    const auto shape = m_shapes.readable(table);
    if (!shape)
        return fail(shape.error());
    return records::TitleReader(m_connection, m_shapes).read(**shape, columns, values, cause);
}

Result<QList<qint64>> PageReader::counts(const QString &table, const QString &name,
                                         const QList<Values> &owners, const Cause &cause)
{
    const mapping::Side *relationship = m_schema.relationship(table, name);
    if (!relationship)
        return fail(base::ErrorCode::UnknownRelationship,
                    u"'%1' has no relationship '%2'."_s.arg(table, name));
    if (const auto target = m_shapes.readable(relationship->targetTable); !target)
        return fail(target.error());
    const auto tables = sql::RelationshipTables::of(m_schema, table, *relationship);
    QList<qint64> counts(owners.size());
    constexpr qsizetype kChunk = 500;
    for (qsizetype start = 0; start < owners.size(); start += kChunk) {
        const auto rows = m_connection.select(sql::selectCounts(tables, owners.mid(start, kChunk)), cause);
        if (!rows)
            return fail(rows.error());
        for (int row = 0; row < rows->rowCount(); ++row)
            counts[start + rows->value(row, 0).toInteger()] = rows->value(row, 1).toInteger();
    }
    return counts;
}

Result<qint64> PageReader::count(const QString &table, const Cause &cause)
{
    const auto shape = m_shapes.readable(table);
    if (!shape)
        return fail(shape.error());
    const auto rows =
        m_connection.select({u"SELECT count(*) FROM "_s + sql::quoted((*shape)->table().name), {}}, cause);
    if (!rows)
        return fail(rows.error());
    return rows->value(0, 0).toInteger();
}

} // namespace relata::page
