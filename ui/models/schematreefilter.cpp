#include "ui/models/schematreefilter.h"

#include "ui/models/schematreemodel.h"

namespace relata::ui {

SchemaTreeFilter::SchemaTreeFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true);
}

void SchemaTreeFilter::setText(const QString &text)
{
    const QString wanted = text.trimmed();
    if (m_text == wanted)
        return;
    m_text = wanted;
    invalidateFilter();
}

bool SchemaTreeFilter::isFoundByColumns(const QModelIndex &table) const
{
    return !m_text.isEmpty() && table.isValid() && !table.parent().isValid() &&
           !table.data(SchemaTreeModel::FilterRole).toString().contains(m_text, Qt::CaseInsensitive);
}

bool SchemaTreeFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(SchemaTreeModel::FilterRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace relata::ui
