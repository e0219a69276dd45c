#pragma once

#include <QObject>
#include <QTimer>

class QTableView;

namespace relata::ui {

class RecordTableModel;

/// The columns of a grid: how wide they are at first, and which of them are in sight, so that only their
/// counts are asked for. Belongs to the grid.
class GridColumns : public QObject
{
    Q_OBJECT

public:
    /// The view shows the model.
    GridColumns(RecordTableModel &model, QTableView &view);

    /// Widths by what the first rows hold.
    void fit();
    /// Tells the model, once nothing else happens, which columns are in sight.
    void look() { m_timer.start(); }

private:
    void tellVisible();

    RecordTableModel &m_model;
    QTableView &m_view;
    QTimer m_timer;
};

} // namespace relata::ui
