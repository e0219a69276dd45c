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

QModelIndex SchemaTreeFilter::bestMatch() const
{
    QModelIndex best = index(0, 0);
    for (int row = 1; row < rowCount(); ++row) {
        if (const QModelIndex table = index(row, 0); distance(table) < distance(best))
            best = table;
    }
    return best;
}

/// How far a table's name is from the text.
int SchemaTreeFilter::distance(const QModelIndex &table) const
{
    const QString name = table.data(SchemaTreeModel::FilterRole).toString();
    if (name.compare(m_text, Qt::CaseInsensitive) == 0)
        return 0;
    return name.startsWith(m_text, Qt::CaseInsensitive) ? 1 : isFoundByColumns(table) ? 3 : 2;
}

bool SchemaTreeFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(SchemaTreeModel::FilterRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace relata::ui
