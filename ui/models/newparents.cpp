#include "newparents.h"

#include "core/base/title.h"
#include "core/schema/titlecolumns.h"

#include <algorithm>

namespace relata::ui {

using base::NewRow;
using base::NodeSummary;
using base::RecordKey;
using base::Value;

QString NewParents::titleOf(const NewRow &row) const
{
    const schema::Table &table = *m_schema.table(row.key.table);
    base::Values titles;
    for (const QString &column : schema::titleSource(m_schema, table).columns)
        titles += row.cells.value(table.columnIndex(column));
    const QString title = base::titleText(titles, row.key);
    return title == base::titleText({}, row.key) ? tr("new %1").arg(table.name) : title;
}

QList<NodeSummary> NewParents::find(const QString &table, const QString &contains,
                                    const RecordKey &child) const
{
    QList<NodeSummary> found;
    for (const NewRow &row : m_pending.added) {
        const auto matches = [&contains](const Value &value) {
            return value.toText().contains(contains, Qt::CaseInsensitive);
        };
        if (!schema::sameName(row.key.table, table) || row.key == child ||
            (!contains.isEmpty() && std::none_of(row.cells.cbegin(), row.cells.cend(), matches)))
            continue;
        NodeSummary summary;
        summary.key = summary.record.key = row.key;
        summary.title = titleOf(row);
        found += summary;
    }
    return found;
}

} // namespace relata::ui
