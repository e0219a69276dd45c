#include "recordgrid.h"

#include "ui/browser/parentpicker.h"
#include "ui/browser/recordgriddelegate.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

RecordGrid::RecordGrid(RecordTableModel &model, const Theme &theme, AskParents askParents, QWidget *parent)
    : QTableView(parent), m_model(model), m_askParents(std::move(askParents))
{
    setObjectName(u"recordGrid"_s);
    setAccessibleName(tr("Rows"));
    setModel(&model);
    setItemDelegate(new RecordGridDelegate(theme, this));
    setFrameShape(NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setTabKeyNavigation(true);
    verticalHeader()->setDefaultSectionSize(26);
    verticalHeader()->setMinimumWidth(44);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(false);
    horizontalHeader()->setMinimumSectionSize(48);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &RecordGrid::cycleSort);
}

void RecordGrid::setNull()
{
    for (const QModelIndex &index : selectionModel()->selectedIndexes()) {
        if (m_model.flags(index) & Qt::ItemIsEditable)
            m_model.setData(index, QVariant::fromValue(base::Value()), RecordTableModel::ValueRole);
    }
}

void RecordGrid::deleteSelectedRows()
{
    m_model.deleteRows(selectedRows());
}

void RecordGrid::revertSelectedRows()
{
    m_model.revertRows(selectedRows());
}

void RecordGrid::copy(bool withHeaders)
{
    QModelIndexList cells = selectionModel()->selectedIndexes();
    if (cells.isEmpty())
        return;
    std::sort(cells.begin(), cells.end());
    QList<int> columns;
    for (const QModelIndex &cell : std::as_const(cells)) {
        if (!columns.contains(cell.column()))
            columns += cell.column();
    }
    std::sort(columns.begin(), columns.end());
    QStringList lines;
    if (withHeaders) {
        QStringList names;
        for (const int column : std::as_const(columns))
            names += m_model.table()->columns[column].name;
        lines += names.join(u'\t');
    }
    for (const int row : selectedRows()) {
        QStringList texts;
        for (const int column : std::as_const(columns)) {
            const QModelIndex cell = m_model.index(row, column);
            const bool inside = selectionModel()->isSelected(cell);
            texts +=
                inside ? m_model.valueAt(cell).toText().replace(u'\t', u' ').replace(u'\n', u' ') : QString();
        }
        lines += texts.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    emit statusText(tr("Copied %L1 rows").arg(selectedRows().size()));
}

void RecordGrid::followForeignKey()
{
    const QModelIndex index = currentIndex();
    const schema::ForeignKey *key = index.isValid() ? m_model.foreignKeyAt(index.column()) : nullptr;
    if (!key) {
        emit statusText(tr("This column is no foreign key; F4 follows foreign keys."));
        return;
    }
    base::Values values;
    for (const QString &column : key->columns)
        values += m_model.valueAt(m_model.index(index.row(), m_model.table()->columnIndex(column)));
    const bool isNull =
        std::any_of(values.cbegin(), values.cend(), [](const base::Value &value) { return value.isNull(); });
    if (isNull)
        emit statusText(tr("The foreign key is NULL: there is no parent."));
    else
        emit parentRequested(key->table, key->targetColumns, values);
}

bool RecordGrid::find(const QString &text, bool backwards)
{
    const int cells = m_model.rowCount() * m_model.columnCount();
    if (text.isEmpty() || cells == 0)
        return false;
    const int columns = m_model.columnCount();
    const int start = currentIndex().isValid() ? currentIndex().row() * columns + currentIndex().column()
                                               : (backwards ? 0 : -1);
    for (int step = 1; step <= cells; ++step) {
        const int at = ((start + (backwards ? -step : step)) % cells + cells) % cells;
        const QModelIndex index = m_model.index(at / columns, at % columns);
        const QString title = index.data(RecordTableModel::ParentTitleRole).toString();
        if (!m_model.valueAt(index).toText().contains(text, Qt::CaseInsensitive) &&
            !title.contains(text, Qt::CaseInsensitive))
            continue;
        setCurrentIndex(index);
        scrollTo(index);
        return true;
    }
    return false;
}

void RecordGrid::fitColumns()
{
    resizeColumnsToContents();
    for (int column = 0; column < m_model.columnCount(); ++column)
        setColumnWidth(column, qBound(72, columnWidth(column) + 12, 320));
}

bool RecordGrid::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const bool opens = trigger == DoubleClicked || trigger == EditKeyPressed;
    if (opens && index.isValid() && m_model.foreignKeyAt(index.column()) &&
        (m_model.flags(index) & Qt::ItemIsEditable)) {
        pickParent(index);
        return true;
    }
    return QTableView::edit(index, trigger, event);
}

void RecordGrid::keyPressEvent(QKeyEvent *event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (control && event->key() == Qt::Key_0)
        return setNull();
    if (control && event->key() == Qt::Key_Delete)
        return deleteSelectedRows();
    if (event->matches(QKeySequence::Copy))
        return copy(false);
    if (control && (event->modifiers() & Qt::ShiftModifier) && event->key() == Qt::Key_C)
        return copy(true);
    if (event->key() == Qt::Key_Insert)
        return m_model.addRow();
    if (event->key() == Qt::Key_F4)
        return followForeignKey();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::NoModifier && currentIndex().isValid() &&
        state() != EditingState) {
        edit(currentIndex(), EditKeyPressed, event);
        return;
    }
    QTableView::keyPressEvent(event);
}

void RecordGrid::mousePressEvent(QMouseEvent *event)
{
    QTableView::mousePressEvent(event);
    const bool control = event->modifiers() == Qt::ControlModifier;
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && control && index.isValid() &&
        m_model.foreignKeyAt(index.column())) {
        setCurrentIndex(index);
        followForeignKey();
    }
}

void RecordGrid::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = currentIndex();
    QMenu menu;
    if (index.isValid()) {
        menu.addAction(tr("Copy\tCtrl+C"), this, [this] { copy(false); });
        menu.addAction(tr("Copy with headers\tCtrl+Shift+C"), this, [this] { copy(true); });
        menu.addSeparator();
        menu.addAction(tr("Set NULL\tCtrl+0"), this, &RecordGrid::setNull);
        if (m_model.foreignKeyAt(index.column())) {
            menu.addAction(tr("Choose parent…\tF2"), this, [this, index] { pickParent(index); });
            menu.addAction(tr("Go to parent\tF4"), this, &RecordGrid::followForeignKey);
        }
        menu.addSeparator();
    }
    QAction *add = menu.addAction(tr("Add row\tInsert"), this, [this] { m_model.addRow(); });
    add->setEnabled(m_model.whyNoRowCanBeAdded().isEmpty());
    add->setToolTip(m_model.whyNoRowCanBeAdded());
    if (index.isValid()) {
        menu.addAction(tr("Delete rows\tCtrl+Delete"), this, &RecordGrid::deleteSelectedRows);
        menu.addAction(tr("Revert rows"), this, &RecordGrid::revertSelectedRows);
    }
    menu.exec(event->globalPos());
}

QList<int> RecordGrid::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedIndexes()) {
        if (!rows.contains(index.row()))
            rows += index.row();
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void RecordGrid::pickParent(const QModelIndex &index)
{
    const schema::ForeignKey *key = m_model.foreignKeyAt(index.column());
    if (!key)
        return;
    const QString table = key->table;
    auto *picker = new ParentPicker(
        [this, table](const QString &contains, int limit) { return m_askParents(table, contains, limit); },
        m_model.table()->columns[index.column()].nullable, this);
    const QPersistentModelIndex cell = index;
    connect(picker, &ParentPicker::chosen, this,
            [this, cell](const base::Record &parent) { m_model.setParentOf(cell, parent); });
    connect(picker, &ParentPicker::nullChosen, this, [this, cell] {
        m_model.setData(cell, QVariant::fromValue(base::Value()), RecordTableModel::ValueRole);
    });
    const QRect rect = visualRect(index);
    picker->openAt(QRect(viewport()->mapToGlobal(rect.topLeft()), rect.size()));
}

/// Up, down, none.
void RecordGrid::cycleSort(int column)
{
    int next = column;
    Qt::SortOrder order = Qt::AscendingOrder;
    if (m_model.sortColumn() == column && m_model.sortOrder() == Qt::AscendingOrder)
        order = Qt::DescendingOrder;
    else if (m_model.sortColumn() == column)
        next = -1;
    horizontalHeader()->setSortIndicatorShown(next >= 0);
    if (next >= 0)
        horizontalHeader()->setSortIndicator(next, order);
    m_model.sort(next, order);
}

} // namespace relata::ui
