#include "gridtext.h"

#include "ui/models/recordtablemodel.h"

#include <QItemSelectionModel>

#include <algorithm>
#include <set>

namespace relata::ui {

namespace {

QString copiedCell(const RecordTableModel &model, const QModelIndex &cell)
{
    const QString text =
        model.relationshipAt(cell.column()) ? cell.data().toString() : model.valueAt(cell).toText();
    return QString(text).replace(u'\t', u' ').replace(u'\n', u' ');
}

} // namespace

QString copiedText(const RecordTableModel &model, const QItemSelectionModel &selection, bool withHeaders)
{
    std::set<int> rows;
    std::set<int> own;
    std::set<int> counts;
    for (const QModelIndex &cell : selection.selectedIndexes()) {
        rows.insert(cell.row());
        (model.relationshipAt(cell.column()) ? counts : own).insert(cell.column());
    }
    const std::set<int> &columns = own.empty() ? counts : own;
    QStringList lines;
    if (withHeaders && !columns.empty()) {
        QStringList names;
        for (const int column : columns)
            names += model.relationshipAt(column) ? model.relationshipAt(column)->name
                                                  : model.table()->columns[column].name;
        lines += names.join(u'\t');
    }
    for (const int row : rows) {
        QStringList texts;
        for (const int column : columns) {
            const QModelIndex cell = model.index(row, column);
            texts += selection.isSelected(cell) ? copiedCell(model, cell) : QString();
        }
        lines += texts.join(u'\t');
    }
    return lines.join(u'\n');
}

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
