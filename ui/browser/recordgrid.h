#pragma once

#include "core/async/doors.h"

#include <QTableView>

#include <functional>

namespace relata::ui {

class RecordTableModel;
class Theme;

/// The grid of rows: editing in place, NULL by Ctrl+0, rows by Insert and Ctrl+Delete, copying, sorting by a
/// header click (up, down, none), following a foreign key by F4 or Ctrl+click, and a picker of parents for
/// foreign-key cells.
class RecordGrid : public QTableView
{
    Q_OBJECT

public:
    using AskParents = std::function<QFuture<base::Result<QList<base::NodeSummary>>>(
        const QString &table, const QString &contains, int limit)>;

    RecordGrid(RecordTableModel &model, const Theme &theme, AskParents askParents, QWidget *parent = nullptr);

    void setNull();
    void deleteSelectedRows();
    void revertSelectedRows();
    void copy(bool withHeaders);
    /// Opens the parent of the current foreign-key cell.
    void followForeignKey();
    /// Finds the next cell (from the current one on) that contains the text; false where none of the loaded
    /// rows does.
    bool find(const QString &text, bool backwards);
    /// Widths by what the first rows hold; once for every scope.
    void fitColumns();

signals:
    /// A parent shall be shown: of this table, with these values in these columns.
    void parentRequested(const QString &table, const QStringList &columns,
                         const relata::base::Values &values);
    void statusText(const QString &text);

protected:
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QList<int> selectedRows() const;
    void pickParent(const QModelIndex &index);
    void cycleSort(int column);

    RecordTableModel &m_model;
    const AskParents m_askParents;
};

} // namespace relata::ui
