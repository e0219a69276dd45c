#pragma once

#include "core/async/workspace.h"
#include "ui/browser/rowspane.h"
#include "ui/browser/recordtreeview.h"
#include "ui/models/recordtreemodel.h"

#include <QWidget>

namespace relata::ui {

class PageChanges;
class RowJump;
class Theme;

/// A tab that browses one table: the tree of its records at the left, the rows of the selected node at the
/// right, what waits for Save below.
class BrowserPage : public QWidget
{
    Q_OBJECT

public:
    BrowserPage(async::Workspace &workspace, const Theme &theme, const QString &table,
                QWidget *parent = nullptr);

    QString table() const { return m_tree->table(); }
    RecordTreeModel &tree() { return *m_tree; }
    RecordTableModel &rows() const { return m_pane->rows(); }
    RecordTreeView &treeView() { return *m_treeView; }
    RecordGrid &grid() const { return m_pane->grid(); }
    bool isEditing() const;
    /// Hands what is typed in an open editor to the session; false where none is open.
    bool commitEditor();
    /// As commitEditor(), for a page that takes the place of this one: view() says where it was.
    void handOverEditor();
    /// Relationships are declared in another way by now: another page has to take the place of this one.
    void setOutdated() { m_isOutdated = true; }
    bool isOutdated() const { return m_isOutdated; }
    /// How many rows the table has, once somebody has counted them.
    void setRowCount(qint64 rows);
    void setDisplaySql(bool on);
    bool displaySql() const { return m_tree->displaySql(); }
    /// What a page shows, by names: for a page of the same table that takes its place.
    struct View
    {
        QString filter;
        QString sortColumn; ///< null: the order of the key
        Qt::SortOrder sortOrder = Qt::AscendingOrder;
        base::RecordKey row;
        QString column;
        int cursor = -1;                   ///< in the editor that was open there; -1: none was
        bool isFiltering = false;          ///< a person types in the filter
        RecordTreeView::Expanded expanded; ///< in the tree
    };
    View view() const;
    void setView(const View &view);
    /// The focus goes to the filter where a person types there, else to the rows.
    void takeFocus();
    /// Selects the row whose columns have these values, as the database compares them, in grid and tree;
    /// where it is not among the loaded ones, by a filter for its key.
    void showRowWith(const QStringList &columns, const base::Values &values);

    /// Where a person is in the page.
    struct Place
    {
        QPersistentModelIndex node; ///< of the tree
        QString treeFilter;
        base::RowScope scope;
        QString filter;
        base::RecordKey row;
        int column = 0;
    };
    /// Makes a row the current one where it is among those that are shown.
    void leadTo(const base::RecordKey &row);
    Place place() const;
    void goTo(const Place &place);

public slots:
    void addRow();
    void deleteRows();
    void setNull();
    void revertRows();
    void find();
    void focusFilter();
    void refresh();
    void showReview();
    void copy(bool withHeaders = false);

signals:
    void statusText(const QString &text);
    void saveRequested();
    void discardRequested();
    /// An editor of a cell opened or closed.
    void editingChanged();
    /// Of what waits for Save, this row is to be seen, of whatever table.
    void rowWanted(const relata::base::RecordKey &key);
    /// Another table's rows shall be shown, filtered to the row with these values.
    void parentRequested(const QString &table, const QStringList &columns,
                         const relata::base::Values &values);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void showNotLoaded(const QModelIndex &index, bool isEmpty);
    void addFirstChild();
    void deleteTreesRecord();
    void goUpTo(int part);
    void connectTree();
    void connectPane();
    void connectChanges();
    void open(const QString &table);
    void askForDeletions();
    void onCurrentChanged(const QModelIndex &index);
    void showScopeOf(const QModelIndex &index);
    void showChildren(const base::Record &owner, const QString &relationship);
    void updateHeader(const QModelIndex &index);
    void readAgain();
    void showWholeTable();

    async::Workspace &m_workspace;
    RecordTreeModel *m_tree;
    RecordTreeView *m_treeView = nullptr;
    RowsPane *m_pane = nullptr;
    PageChanges *m_changes = nullptr;
    RowJump *m_jump = nullptr;
    QStringList m_beyond;     ///< the trail from the tree's node to rows that the tree does not show
    base::RowScope m_addedTo; ///< a list that is not loaded, and shown for the rows that were added to it
    bool m_isOutdated = false;
    bool m_treeShrinks = false; ///< its current node goes, and nobody has chosen the next one
    bool m_isFiltering = false; ///< the filter takes the focus
    int m_cursor = -1;          ///< of the editor that was handed over; -1: none was
};

} // namespace relata::ui
