#pragma once

#include <QTableView>

namespace relata::ui {

class CellModel;
class Theme;

/// A grid of a CellModel for the keyboard: Tab and Enter move, Space ticks, F2 and typing edit, Delete
/// removes the selected rows, Alt+Up and Alt+Down ask for a move. As tall as its rows. GUI thread.
class CellGrid : public QTableView
{
    Q_OBJECT

public:
    /// The model and the theme outlive the grid.
    CellGrid(CellModel &model, const Theme &theme, QWidget *parent = nullptr);

    /// The rows that are selected, from the top.
    QList<int> selectedRows() const;
    /// Opens the editor of a cell.
    void editCell(const QModelIndex &index);
    /// Takes over what is being typed. False where it is refused.
    bool commitEditor();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The selected rows shall move up (-1) or down (1).
    void moveRequested(int step);
    /// Escape, with nothing to take back in the grid.
    void leaveRequested();
    /// Another cell is the current one.
    void currentMoved(const QModelIndex &index);

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    void commitData(QWidget *editor) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    bool pressPlain(int key);
    bool escape();
    void step(int columns);
    void goTo(int row, int column);

    CellModel &m_model;
    bool m_hasAdded = false; ///< the last commit brought a row
};

} // namespace relata::ui
