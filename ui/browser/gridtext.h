#pragma once

#include <QModelIndex>

namespace relata::ui {

class RecordTableModel;

/// The next cell of the loaded rows after `from` (or before it) that contains the text, as its value or as
/// its parent's title; invalid where none does. Counts of children are no texts.
QModelIndex findCell(const RecordTableModel &model, const QString &text, const QModelIndex &from,
                     bool backwards);

} // namespace relata::ui
