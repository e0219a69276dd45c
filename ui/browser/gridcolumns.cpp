#include "gridcolumns.h"

#include "ui/models/recordtablemodel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

namespace relata::ui {

GridColumns::GridColumns(RecordTableModel &model, QTableView &view)
    : QObject(&view), m_model(model), m_view(view)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &GridColumns::tellVisible);
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, &GridColumns::look);
    connect(&model, &QAbstractItemModel::modelReset, this, &GridColumns::look);
}

void GridColumns::fit()
{
    /// Of a column that gives way, so that others come into sight; a date with its time fits.
    constexpr int kNarrowest = 170;
    constexpr int kWidest = 320;
    constexpr int kWidestCount = 140;
    constexpr int kWidestOfMany = 96; // Tables with many relationships stay usable.
    const int counts = m_model.columnCount() - m_model.tableColumns();
    m_view.resizeColumnsToContents();
    // The vertical scroll bar may come once the rows are there.
    int overflow =
        m_view.verticalHeader()->width() + m_view.verticalScrollBar()->sizeHint().width() - m_view.width();
    int spare = 0;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const bool isCount = m_model.relationshipAt(column) != nullptr;
        const int widest = isCount ? (counts > 12 ? kWidestOfMany : kWidestCount) : kWidest;
        m_view.setColumnWidth(column, qBound(isCount ? 56 : 72, m_view.columnWidth(column) + 12, widest));
        overflow += m_view.columnWidth(column);
        spare += qMax(0, m_view.columnWidth(column) - kNarrowest);
    }
    for (int column = 0; overflow > 0 && column < m_model.columnCount(); ++column) {
        const int width = m_view.columnWidth(column);
        if (width > kNarrowest)
            // Rounded up: a pixel too many would bring a scroll bar.
            m_view.setColumnWidth(column,
                                  width - ((width - kNarrowest) * qMin(overflow, spare) + spare - 1) / spare);
    }
}

void GridColumns::tellVisible()
{
    if (!m_view.isVisible())
        return;
    const int last = m_view.columnAt(m_view.viewport()->width() - 1);
    m_model.setVisibleColumns(m_view.columnAt(0), last < 0 ? m_model.columnCount() - 1 : last);
}

} // namespace relata::ui
