#include "gridtext.h"

#include "ui/models/recordtablemodel.h"

namespace relata::ui {

QModelIndex findCell(const RecordTableModel &model, const QString &text, const QModelIndex &from,
                     bool backwards)
{
    const int columns = model.tableColumns();
    const int cells = model.rowCount() * columns;
    if (text.isEmpty() || cells == 0)
        return {};
    const int start =
        from.isValid() ? from.row() * columns + qMin(from.column(), columns - 1) : (backwards ? 0 : -1);
    for (int step = 1; step <= cells; ++step) {
        const int at = ((start + (backwards ? -step : step)) % cells + cells) % cells;
        const QModelIndex index = model.index(at / columns, at % columns);
        const QString title = index.data(RecordTableModel::ParentTitleRole).toString();
        if (model.valueAt(index).toText().contains(text, Qt::CaseInsensitive) ||
            title.contains(text, Qt::CaseInsensitive))
            return index;
    }
    return {};
}

} // namespace relata::ui
