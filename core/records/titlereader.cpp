#include "titlereader.h"

#include "core/base/title.h"
#include "core/db/connection.h"
#include "core/sql/dialect.h"
#include "core/sql/keymatch.h"
#include "core/sql/selectbuilder.h"

namespace relata::records {

using namespace Qt::StringLiterals;
using base::NodeSummary;
using base::Result;
using base::Values;

std::optional<QString> TitleReader::fromMemory(const RecordMemory &memory, orm::ObjectRef object) const
{
    const base::RecordKey rowKey = memory.keyOf(object);
    const TitleSelect &select = m_shapes.of(rowKey.table)->titles();
    if (select.parents().isEmpty())
        return base::titleText(memory.values(object, select.ownColumns()), rowKey);
    QStringList titles;
    for (const TitleSelect::Parent &parent : select.parents()) {
        const schema::Table &table = m_shapes.of(parent.key.table)->table();
        const Values key = memory.values(object, parent.key.columns);
        const QString byKey = TitleSelect::parentTitle(parent, key, {});
        Values names;
        if (!byKey.isEmpty() && !parent.columns.isEmpty()) {
            const orm::ObjectRef found = parent.key.targetColumns == table.primaryKey
                                             ? memory.findByPrimaryKey(table.name, key)
                                             : orm::ObjectRef();
            if (found.isNone())
                return std::nullopt;
            names = memory.values(found, parent.columns);
        }
        if (!byKey.isEmpty())
            titles += TitleSelect::parentTitle(parent, key, names);
    }
    return base::joinedTitle(titles, rowKey);
}

Result<QList<NodeSummary>> TitleReader::read(const RecordShape &shape, const QStringList &columns,
                                             const QList<Values> &values, const base::Cause &cause,
                                             const sql::KeyMatch *children) const
{
    const TitleSelect &titles = shape.titles();
    const schema::Table &table = shape.table();
    QStringList wanted = titles.wanted();
    for (const QString &column : shape.addressColumns())
        wanted += sql::quoted(table.name) + u'.' + sql::quoted(column);
    using Keep = base::CellAllowance::Keep;
    const QList<Keep> keeps = QList<Keep>(1 + titles.wanted().size(), Keep::Beginning) +
                              QList<Keep>(shape.addressColumns().size(), Keep::Whole);
    QList<NodeSummary> found(values.size());
    for (NodeSummary &summary : found)
        summary.missing = true;
    constexpr qsizetype kTitleChunk = 500;
    for (qsizetype start = 0; start < values.size(); start += kTitleChunk) {
        const QList<Values> chunk = values.mid(start, kTitleChunk);
        const auto rows = m_connection.selectCut(
            children ? sql::selectChildren(*children, wanted, titles.joins(), columns, chunk)
                     : sql::selectMatching(table, wanted, titles.joins(), columns, chunk),
            keeps, cause);
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
