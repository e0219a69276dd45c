#pragma once

#include "core/async/workspace.h"

namespace relata::ui {

class RecordGrid;
class RecordTableModel;
class RecordTreeModel;
class RecordTreeView;

/// Goes to one row of a page's table, in grid and tree. Where the row is not among the loaded ones, the
/// database finds it by its key alone.
class RowJump : public QObject
{
    Q_OBJECT

public:
    RowJump(async::Workspace &workspace, RecordTreeView &treeView, RecordTreeModel &tree, RecordGrid &grid,
            RecordTableModel &rows, QObject *parent);

    /// To the row whose columns have these values, as the database compares them.
    void goTo(const QStringList &columns, const base::Values &values);
    /// The grid's rows have come.
    void rowsLoaded();

signals:
    /// All rows of the table shall be shown.
    void wholeTableWanted();
    void filterWanted(const QString &text);

private:
    void show(const base::RecordKey &key);
    void selectInTree();
    QString filterOf(const base::RecordKey &key) const;
    QString missingWords() const;

    async::Workspace &m_workspace;
    RecordTreeView &m_treeView;
    RecordTreeModel &m_tree;
    RecordGrid &m_grid;
    RecordTableModel &m_rows;
    base::RecordKey m_gridsRow; ///< looked for in the grid
    base::RecordKey m_treesRow; ///< and in the tree
};

} // namespace relata::ui
