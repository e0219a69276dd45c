#pragma once

#include <QModelIndex>

class QItemSelectionModel;

namespace relata::ui {

class RecordTableModel;

/// The selected cells as lines of tabbed texts, with the columns' names above where wanted. Counts of
/// children are left out, except where nothing else is selected.
QString copiedText(const RecordTableModel &model, const QItemSelectionModel &selection, bool withHeaders);

/// The next cell of the loaded rows behind `from` (or before it) that contains the text, as its value or as
/// its parent's title; invalid where none does. Counts of children are no texts.
QModelIndex findCell(const RecordTableModel &model, const QString &text, const QModelIndex &from,
                     bool backwards);

} // namespace relata::ui
