#include "ui/editors/table/cellgrid.h"

#include "ui/editors/table/celldelegate.h"
#include "ui/editors/table/cellmodel.h"
#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace relata::ui {

CellGrid::CellGrid(CellModel &model, const Theme &theme, QWidget *parent) : QTableView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new CellDelegate(model, theme, this));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setTabKeyNavigation(false); // step() knows where the cells end.
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme.rowHeight());
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this,
            [this, &theme] { verticalHeader()->setDefaultSectionSize(theme.rowHeight()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &CellGrid::updateGeometry);
}

QList<int> CellGrid::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &each : selectionModel()->selectedRows())
        rows += each.row();
    if (rows.isEmpty() && currentIndex().isValid())
        rows += currentIndex().row();
    std::ranges::sort(rows);
    return rows;
}

void CellGrid::editCell(const QModelIndex &index)
{
    setFocus();
    setCurrentIndex(index);
    edit(index);
}

bool CellGrid::commitEditor()
{
    const QModelIndex at = currentIndex();
    if (state() != EditingState)
        return true;
    auto *editor = qobject_cast<QWidget *>(indexWidget(at));
    if (!editor)
        return true;
    commitData(editor);
    QTableView::closeEditor(editor, QAbstractItemDelegate::NoHint);
    return !m_model.fault(at);
}

/// All rows are seen: the page that holds the grids scrolls.
QSize CellGrid::sizeHint() const
{
    const int bar = horizontalScrollBar()->isVisible() ? horizontalScrollBar()->height() : 0;
    return {400, horizontalHeader()->sizeHint().height() +
                     verticalHeader()->defaultSectionSize() * m_model.rowCount() + bar + 1};
}

QSize CellGrid::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void CellGrid::keyPressEvent(QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const int key = event->key();
    const bool isVertical = key == Qt::Key_Up || key == Qt::Key_Down;
    if (modifiers == Qt::AltModifier && isVertical) {
        emit moveRequested(key == Qt::Key_Up ? -1 : 1);
        return;
    }
    if (modifiers == Qt::NoModifier && pressPlain(key))
        return;
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier) && !isVertical && key != Qt::Key_A) {
        event->ignore(); // The window's.
        return;
    }
    QTableView::keyPressEvent(event);
}

bool CellGrid::pressPlain(int key)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().row() + 1 < m_model.rowCount())
            goTo(currentIndex().row() + 1, currentIndex().column());
        else
            edit(currentIndex());
        return true;
    case Qt::Key_Space:
        m_model.toggle(currentIndex());
        return true;
    case Qt::Key_Delete:
        m_model.removeRowsOf(selectedRows());
        return true;
    case Qt::Key_Escape:
        if (!escape())
            emit leaveRequested();
        return true;
    default:
        return false;
    }
}

/// What was refused in the cell is forgotten first.
bool CellGrid::escape()
{
    if (!m_model.fault(currentIndex()))
        return false;
    m_model.forget(currentIndex());
    emit currentMoved(currentIndex());
    return true;
}

/// To the next cell, or out of the grid after the last one.
void CellGrid::step(int columns)
{
    const int count = m_model.columnCount();
    const int at = currentIndex().row() * count + currentIndex().column() + columns;
    if (!currentIndex().isValid() || at < 0 || at >= m_model.rowCount() * count)
        QTableView::focusNextPrevChild(columns > 0);
    else
        goTo(at / count, at % count);
}

bool CellGrid::focusNextPrevChild(bool next)
{
    step(next ? 1 : -1);
    return true;
}

void CellGrid::goTo(int row, int column)
{
    const QModelIndex next = m_model.index(row, column);
    selectionModel()->setCurrentIndex(next, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void CellGrid::commitData(QWidget *editor)
{
    const int before = m_model.rowCount();
    QTableView::commitData(editor);
    m_hasAdded = m_model.rowCount() > before;
}

/// Tab goes on to the right, Enter down; after a row that has come its next cell, or the next new row. A
/// cell that is refused keeps the focus.
void CellGrid::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, QAbstractItemDelegate::NoHint);
    const bool hasAdded = std::exchange(m_hasAdded, false);
    const QModelIndex at = currentIndex();
    if (m_model.fault(at)) {
        emit currentMoved(at);
        return;
    }
    const bool isLast = at.row() + 1 == m_model.rowCount();
    if (hint == QAbstractItemDelegate::EditNextItem)
        hasAdded &&isLast ? goTo(at.row() - 1, at.column() + 1) : step(1);
    else if (hint == QAbstractItemDelegate::EditPreviousItem)
        step(-1);
    else if (hint == QAbstractItemDelegate::SubmitModelCache && !hasAdded && !isLast)
        goTo(at.row() + 1, at.column());
}

void CellGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    emit currentMoved(current);
}

} // namespace relata::ui
