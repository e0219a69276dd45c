#include "gridmenu.h"

#include "ui/browser/recordgrid.h"
#include "ui/browser/refusedgesture.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/foreigntext.h"

#include <QMenu>

namespace relata::ui {

namespace {

/// What cannot be changed can still be taken out.
void addFileEntries(QMenu &menu, const QModelIndex &cell, CellFiles &files, const RefusedGesture &refused)
{
    if (files.canReplace(cell) && refused.whyNotNull(cell).isEmpty()) {
        menu.addAction(RecordGrid::tr("Replace From File…"), &files,
                       [&files, cell = QPersistentModelIndex(cell)] { files.askAndReplace(cell); });
    }
    if (files.canSave(cell)) {
        menu.addAction(RecordGrid::tr("Save to File…"), &files,
                       [&files, cell = QPersistentModelIndex(cell)] { files.askAndSave(cell); });
    }
}

void addCellEntries(QMenu &menu, const QModelIndex &cell, RecordGrid &grid, const RecordTableModel &model)
{
    menu.addAction(RecordGrid::tr("Copy\tCtrl+C"), &grid, [&grid] { grid.copy(false); });
    menu.addAction(RecordGrid::tr("Copy with headers\tCtrl+Shift+C"), &grid, [&grid] { grid.copy(true); });
    menu.addSeparator();
    const mapping::Side *relationship = model.relationshipAt(cell.column());
    if (relationship && model.storedAt(cell.row()))
        menu.addAction(RecordGrid::tr("Show %1\tEnter").arg(menuWords(relationship->name)), &grid,
                       &RecordGrid::showChildren);
    if (model.flags(cell) & Qt::ItemIsEditable)
        menu.addAction(RecordGrid::tr("Set NULL\tCtrl+0"), &grid, &RecordGrid::setNull);
}

} // namespace

void execGridMenu(RecordGrid &grid, const RecordTableModel &model, CellFiles &files,
                  const RefusedGesture &refused, QPoint at)
{
    const QModelIndex cell = grid.currentIndex();
    QMenu menu;
    if (cell.isValid()) {
        addCellEntries(menu, cell, grid, model);
        addFileEntries(menu, cell, files, refused);
        if (model.foreignKeyAt(cell.column())) {
            menu.addAction(RecordGrid::tr("Choose parent…\tF2"), &grid,
                           [&grid, cell] { grid.pickParent(cell); });
            menu.addAction(RecordGrid::tr("Go to parent\tF4"), &grid, &RecordGrid::followForeignKey);
        }
        menu.addSeparator();
    }
    QAction *add = menu.addAction(RecordGrid::tr("Add row\tInsert"), &grid, &RecordGrid::addRow);
    add->setEnabled(model.whyNoRowCanBeAdded().isEmpty());
    add->setToolTip(toolTipOf(model.whyNoRowCanBeAdded()));
    if (cell.isValid()) {
        menu.addAction(RecordGrid::tr("Delete rows\tCtrl+Delete"), &grid, &RecordGrid::deleteSelectedRows);
        menu.addAction(RecordGrid::tr("Revert rows"), &grid, &RecordGrid::revertSelectedRows);
    }
    menu.exec(at);
}

} // namespace relata::ui
