#include "rowjump.h"

#include "core/async/whendone.h"
#include "core/sql/keyfilter.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/models/recordtablemodel.h"
#include "ui/models/recordtreemodel.h"

namespace relata::ui {

RowJump::RowJump(async::Workspace &workspace, RecordTreeView &treeView, RecordTreeModel &tree,
                 RecordGrid &grid, RecordTableModel &rows, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_treeView(treeView), m_tree(tree), m_grid(grid), m_rows(rows)
{
    connect(&m_tree, &RecordTreeModel::rootLoaded, this, &RowJump::selectInTree);
}

void RowJump::goTo(const QStringList &columns, const base::Values &values)
{
    const QString table = m_tree.table();
    const base::Cause cause = m_workspace.click(tr("Find a row of %1").arg(table));
    async::whenDone(m_workspace.pages().titlesOf(table, columns, {values}, cause), this,
                    [this](const base::Result<QList<base::NodeSummary>> &found) {
                        if (!found)
                            m_grid.tell(found.error().text());
                        else if (found->value(0).missing || !found->value(0).key.isValid())
                            m_grid.tell(missingWords());
                        else
                            show(found->first().key);
                    });
}

void RowJump::show(const base::RecordKey &key)
{
    m_gridsRow = key;
    m_treesRow = key;
    emit wholeTableWanted();
    if (!m_rows.isLoading())
        rowsLoaded();
    selectInTree();
}

void RowJump::rowsLoaded()
{
    if (!m_gridsRow.isValid())
        return;
    const int row = m_rows.rowOf(m_gridsRow);
    const QString filter = filterOf(m_gridsRow);
    if (row < 0 && m_rows.filter() != filter) {
        emit filterWanted(filter);
        return;
    }
    m_gridsRow = {};
    if (row < 0)
        m_grid.tell(missingWords());
    else
        m_grid.setCurrentIndex(m_rows.index(row, qMax(0, m_grid.currentIndex().column())));
}

void RowJump::selectInTree()
{
    if (!m_treesRow.isValid() || !m_tree.isLoaded({}))
        return; // rootLoaded() comes back here.
    const QModelIndex node = m_tree.recordOf({}, m_treesRow);
    const QString filter = filterOf(m_treesRow);
    if (!node.isValid() && m_tree.rootFilter() != filter)
        return m_tree.setRootFilter(filter);
    m_treesRow = {};
    if (node.isValid())
        m_treeView.setCurrentIndex(node);
}

QString RowJump::filterOf(const base::RecordKey &key) const
{
    return sql::KeyFilter::textOf(*m_workspace.schema().table(m_tree.table()), key);
}

QString RowJump::missingWords() const
{
    return tr("'%1' has no such row.").arg(m_tree.table());
}

} // namespace relata::ui
