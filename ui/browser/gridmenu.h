#pragma once

class QPoint;

namespace relata::ui {

class CellFiles;
class RecordGrid;
class RecordTableModel;
class RefusedGesture;

/// Opens the context menu of a grid's current cell, or of the empty grid, and waits until it is closed.
/// @param refused why a gesture would do nothing there
/// @param at on the screen
void execGridMenu(RecordGrid &grid, const RecordTableModel &model, CellFiles &files,
                  const RefusedGesture &refused, QPoint at);

} // namespace relata::ui
