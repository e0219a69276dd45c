#include "findingsfilter.h"

#include "ui/models/findingsmodel.h"

namespace relata::ui {

FindingsFilter::FindingsFilter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void FindingsFilter::setOn(mapping::Grade grade, bool on)
{
    m_on[size_t(grade)] = on;
    invalidateFilter();
}

void FindingsFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool FindingsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const int grade = index.data(FindingsModel::GradeRole).toInt();
    if (grade < 0)
        return false; // Shown for what is below it.
    return m_on[size_t(grade)] &&
           (m_text.isEmpty() ||
            index.data(FindingsModel::FilterRole).toString().contains(m_text, Qt::CaseInsensitive));
}

} // namespace relata::ui
