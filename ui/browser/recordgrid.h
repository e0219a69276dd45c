#pragma once

#include "core/async/doors.h"
#include "ui/browser/cellfiles.h"
#include "ui/browser/wholevalues.h"

#include <QPersistentModelIndex>
#include <QTableView>
#include <QTimer>

#include <functional>

class QMenu;

namespace relata::ui {

class CellHint;
class GridColumns;
class LateEditor;
class RecordGridDelegate;
class RefusedGesture;
class RecordTableModel;
class Theme;

/// The grid of rows: editing in place, NULL by Ctrl+0, rows by Insert and Ctrl+Delete, copying, sorting by a
/// header click (up, down, none), following a foreign key by F4 or Ctrl+click, a picker of parents for
/// foreign-key cells, and counts of children that lead to them by a click or Enter.
class RecordGrid : public QTableView
{
    Q_OBJECT

public:
    using AskParents = std::function<QFuture<base::Result<QList<base::NodeSummary>>>(
        const QString &table, const QString &contains, int limit)>;

    /// What the grid asks the database beside its rows.
    struct Questions
    {
        AskParents parents;
        WholeValues::Ask wholeValues;
        CellFiles::Save saveCell;
    };

    RecordGrid(RecordTableModel &model, const Theme &theme, Questions questions, QWidget *parent = nullptr);

    /// Adds a row, or says at the current cell why none can be added.
    void addRow();
    /// Says something at the current cell, and in the status bar.
    void tell(const QString &words) { refuse(currentIndex(), words); }
    /// As tell(), with something to do about it.
    void offer(const QString &words, const QString &action, std::function<void()> act);
    void setNull();
    void deleteSelectedRows();
    void revertSelectedRows();
    void copy(bool withHeaders);
    /// Opens a list of parents for a foreign-key cell.
    /// @param wanted what is searched for at first
    void pickParent(const QModelIndex &index, const QString &wanted = {});
    /// Opens the parent of the current foreign-key cell.
    void followForeignKey();
    /// Asks for the children that the current cell counts to be shown.
    void showChildren();
    /// Finds the next cell (from the current one on) that contains the text; false where none of the loaded
    /// rows does.
    bool find(const QString &text, bool backwards);
    /// Widths by what the first rows hold; once for every scope.
    void fitColumns();
    /// Why the whole database is read-only; empty where it is not.
    void setReadOnly(const QString &why) { m_readOnly = why; }
    bool isEditing() const { return state() == EditingState; }
    /// Hands what is typed in an open editor to the rows and closes it; false where none is open.
    bool commitEditor();
    /// Where the cursor is in the open editor; -1 where none is open.
    int editorCursor() const;
    /// Opens the editor of the current cell with its cursor there.
    void goOnTyping(int cursor);

signals:
    /// A parent shall be shown: of this table, with these values in these columns.
    void parentRequested(const QString &table, const QStringList &columns,
                         const relata::base::Values &values);
    /// The records of a relationship of a row shall be shown.
    void childrenRequested(const relata::base::Record &owner, const QString &relationship);
    void statusText(const QString &text);
    /// An editor opened or closed.
    void editingChanged();

protected:
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index,
                                                         const QEvent *event) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void horizontalScrollbarValueChanged(int value) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

protected slots:
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    QList<int> selectedRows() const;
    void cycleSort(int column);
    void openLate(const QPersistentModelIndex &cell);
    void enlargeEditor(const QByteArray &text, int cursor);
    /// Tells at a cell why a gesture does nothing.
    void refuse(const QModelIndex &cell, const QString &why);
    QRect hintPlace(const QModelIndex &cell) const;
    RefusedGesture refused() const;
    bool mayDelete(int rows);
    bool isRefused(const QModelIndex &cell, EditTrigger trigger, const QEvent *event);
    QRect linkRect(const QModelIndex &index) const;
    void lookAtColumns();
    void connectValues(const WholeValues &values);
    bool stopReading();

    RecordTableModel &m_model;
    RecordGridDelegate *m_delegate;
    CellHint *m_hint;
    QString m_readOnly; ///< why the whole database is read-only; empty where it is not
    const AskParents m_askParents;
    WholeValues *m_wholeTexts;  ///< for the editor
    WholeValues *m_wholeCopies; ///< for the clipboard
    LateEditor *m_lateEditor;
    CellFiles *m_files;
    GridColumns *m_columns = nullptr;
    QPersistentModelIndex m_pressedLink;
};

} // namespace relata::ui
