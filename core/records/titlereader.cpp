#include "titlereader.h"

#include "core/base/title.h"
#include "core/db/connection.h"
#include "core/sql/dialect.h"
#include "core/sql/selectbuilder.h"

#include <algorithm>

namespace relata::records {

using namespace Qt::StringLiterals;
using base::NodeSummary;
using base::Record;
using base::Result;
using base::Values;

namespace {

Values valuesOf(const Record &record, const schema::Table &table, const QStringList &columns)
{
    Values values;
    for (const QString &column : columns)
        values += record.values.value(table.columnIndex(column));
    return values;
}

} // namespace

std::optional<QString> TitleReader::fromMemory(const RecordStore &store, const Record &record) const
{
    const RecordShape &shape = *m_shapes.of(record.key.table);
    if (shape.titles().parents().isEmpty())
        return shape.title(record);
    QStringList titles;
    for (const TitleSelect::Parent &parent : shape.titles().parents()) {
        const schema::Table &table = m_shapes.of(parent.key.table)->table();
        const Values key = valuesOf(record, shape.table(), parent.key.columns);
        const QString byKey = TitleSelect::parentTitle(parent, key, {});
        Values names;
        if (!byKey.isEmpty() && !parent.columns.isEmpty()) {
            const Record *found = parent.key.targetColumns == table.primaryKey
                                      ? store.findByPrimaryKey(table.name, key)
                                      : nullptr;
            if (!found)
                return std::nullopt;
            names = valuesOf(*found, table, parent.columns);
        }
        if (!byKey.isEmpty())
            titles += TitleSelect::parentTitle(parent, key, names);
    }
    return base::joinedTitle(titles, record.key);
}

Result<QList<NodeSummary>> TitleReader::read(const RecordShape &shape, const QStringList &columns,
                                             const QList<Values> &values, const base::Cause &cause) const
{
    const TitleSelect &titles = shape.titles();
    const schema::Table &table = shape.table();
    QStringList wanted = titles.wanted();
    for (const QString &column : shape.addressColumns())
        wanted += sql::quoted(table.name) + u'.' + sql::quoted(column);
    QList<NodeSummary> found(values.size());
    for (NodeSummary &summary : found)
        summary.missing = true;
    constexpr qsizetype kTitleChunk = 500;
    for (qsizetype start = 0; start < values.size(); start += kTitleChunk) {
        const auto rows = m_connection.select(
            sql::selectMatching(table, wanted, titles.joins(), columns, values.mid(start, kTitleChunk)),
            cause);
        if (!rows)
            return base::fail(rows.error());
        for (int row = 0; row < rows->rowCount(); ++row) {
            const Values cells = rows->row(row).mid(1);
            const qsizetype named = titles.wanted().size();
            NodeSummary &summary = found[start + rows->value(row, 0).toInteger()];
            summary.missing = false;
            summary.key = {table.name, cells.mid(named), 0};
            summary.title = titles.title(cells.mid(0, named), summary.key);
        }
    }
    return found;
}

} // namespace relata::records
