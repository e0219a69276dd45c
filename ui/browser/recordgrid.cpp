#include "recordgrid.h"

#include "ui/browser/celleditors.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/celltextarea.h"
#include "ui/browser/copiedcells.h"
#include "ui/browser/elidingheader.h"
#include "ui/browser/gridtext.h"
#include "ui/browser/lateeditor.h"
#include "ui/browser/parentpicker.h"
#include "ui/browser/recordgriddelegate.h"
#include "ui/browser/refusedgesture.h"
#include "ui/browser/sharedrows.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QMessageBox>
#include <QPushButton>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

RecordGrid::RecordGrid(RecordTableModel &model, const Theme &theme, Questions questions, QWidget *parent)
    : QTableView(parent),
      m_model(model),
      m_delegate(new RecordGridDelegate(theme, this)),
      m_hint(new CellHint(theme, viewport())),
      m_askParents(std::move(questions.parents)),
      m_wholeTexts(new WholeValues(questions.wholeValues, this)),
      m_wholeCopies(new WholeValues(questions.wholeValues, this)),
      m_lateEditor(new LateEditor(model, m_delegate->editors(), *m_wholeTexts, this)),
      m_files(new CellFiles(model, std::move(questions.saveCell), this))
{
    setObjectName(u"recordGrid"_s);
    setAccessibleName(tr("Rows"));
    setModel(&model);
    setItemDelegate(m_delegate);
    connect(&m_delegate->editors(), &CellEditors::outgrown, this, &RecordGrid::enlargeEditor);
    connect(m_lateEditor, &LateEditor::ready, this, &RecordGrid::openLate);
    connectValues(*m_wholeTexts);
    connectValues(*m_wholeCopies);
    connect(m_files, &CellFiles::done, this, &RecordGrid::statusText);
    connect(m_files, &CellFiles::failed, this, &RecordGrid::tell);
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
    setHorizontalHeader(new ElidingHeader(Qt::Horizontal, this));
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setSortIndicatorShown(false);
    horizontalHeader()->setMinimumSectionSize(48);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &RecordGrid::cycleSort);
    viewport()->setMouseTracking(true);
    m_visibleTimer.setSingleShot(true);
    m_visibleTimer.setInterval(0);
    const auto look = qOverload<>(&QTimer::start);
    connect(&m_visibleTimer, &QTimer::timeout, this, &RecordGrid::tellVisibleColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, &m_visibleTimer, look);
    connect(&m_model, &QAbstractItemModel::modelReset, &m_visibleTimer, look);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RecordGrid::editingChanged);
}

void RecordGrid::connectValues(const WholeValues &values)
{
    connect(&values, &WholeValues::waiting, this, &RecordGrid::tell);
    connect(&values, &WholeValues::done, m_hint, &QWidget::hide);
    connect(&values, &WholeValues::failed, this, &RecordGrid::tell);
}

/// False where no whole value is waited for.
bool RecordGrid::stopReading()
{
    if (!m_wholeTexts->isWaiting() && !m_wholeCopies->isWaiting())
        return false;
    m_wholeTexts->stop();
    m_wholeCopies->stop();
    tell(tr("Reading the whole value was stopped."));
    return true;
}

void RecordGrid::setNull()
{
    if (isEditing()) // NULL in place of what is typed.
        closeEditor(m_delegate->editors().open(), QAbstractItemDelegate::RevertModelCache);
    QString why;
    for (const QModelIndex &index : selectionModel()->selectedIndexes()) {
        const QString whyNot = refused().whyNotNull(index);
        if (whyNot.isEmpty())
            m_model.setData(index, QVariant::fromValue(base::Value()), RecordTableModel::ValueRole);
        else
            why = whyNot;
    }
    if (!why.isEmpty())
        tell(why);
}

void RecordGrid::addRow()
{
    commitEditor();
    if (const QString why = refused().whyNotAdded(); !why.isEmpty())
        return tell(why);
    m_model.addRow();
}

/// The rows of a list that others share are deleted when that has been said.
bool RecordGrid::mayDelete(int rows)
{
    const QString question = SharedRows::questionBeforeDeleting(m_model.schema(), m_model.scope(), rows);
    if (question.isEmpty())
        return true;
    QMessageBox box(QMessageBox::Warning, tr("Delete rows"), question, QMessageBox::Cancel, this);
    box.setTextFormat(Qt::PlainText);
    const QPushButton *deletes = box.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box.exec();
    return box.clickedButton() == deletes;
}

void RecordGrid::deleteSelectedRows()
{
    if (const QString why = refused().whyNotDeleted(); !why.isEmpty())
        return tell(why);
    if (!mayDelete(int(selectedRows().size())))
        return;
    m_model.deleteRows(selectedRows());
}

void RecordGrid::revertSelectedRows()
{
    m_model.revertRows(selectedRows());
}

void RecordGrid::copy(bool withHeaders)
{
    if (!selectionModel()->hasSelection())
        return;
    constexpr qint64 kMost = 100'000'000; // The clipboard takes several times that.
    CopiedCells cells(m_model, *selectionModel(),
                      withHeaders ? CopiedCells::Headers::With : CopiedCells::Headers::Without);
    if (cells.size() > kMost)
        return tell(tr("These cells have %1, too much to be copied. Save to File… in their menu takes one of "
                       "any size.")
                        .arg(base::sizeWords(cells.size())));
    m_wholeCopies->fetch(cells.missing(), [this, cells](const base::Values &values) mutable {
        cells.fill(values);
        QGuiApplication::clipboard()->setMimeData(cells.mimeData());
        emit statusText(cells.words());
    });
}

void RecordGrid::followForeignKey()
{
    const QModelIndex index = currentIndex();
    const schema::ForeignKey *key = index.isValid() ? m_model.foreignKeyAt(index.column()) : nullptr;
    if (!key) {
        refuse(index, tr("This column is no foreign key; F4 follows foreign keys."));
        return;
    }
    base::Values values;
    for (const QString &column : key->columns)
        values += m_model.valueAt(m_model.index(index.row(), m_model.table()->columnIndex(column)));
    if (std::ranges::any_of(values, &base::Value::isCut))
        return refuse(index, tr("This value is too large to look for a parent with it."));
    const bool isNull =
        std::any_of(values.cbegin(), values.cend(), [](const base::Value &value) { return value.isNull(); });
    if (index.data(RecordTableModel::ParentTitleRole).isValid() && isNull)
        refuse(index, tr("The parent is new: it can be gone to once it is saved."));
    else if (isNull)
        refuse(index, tr("The foreign key is NULL: there is no parent."));
    else
        emit parentRequested(key->table, key->targetColumns, values);
}

bool RecordGrid::find(const QString &text, bool backwards)
{
    const QModelIndex found = findCell(m_model, text, currentIndex(), backwards);
    if (!found.isValid())
        return false;
    setCurrentIndex(found);
    scrollTo(found);
    return true;
}

void RecordGrid::showChildren()
{
    const QModelIndex index = currentIndex();
    const base::Record *owner = index.isValid() ? m_model.storedAt(index.row()) : nullptr;
    if (const mapping::Side *relationship = m_model.relationshipAt(index.column()); owner && relationship)
        emit childrenRequested(*owner, relationship->name);
}

void RecordGrid::fitColumns()
{
    constexpr int kNarrowest = 140; // of a column that gives way, so that others come into sight
    constexpr int kWidest = 320;
    constexpr int kWidestCount = 140;
    constexpr int kWidestOfMany = 96; // Tables with many relationships stay usable.
    const int counts = m_model.columnCount() - m_model.tableColumns();
    resizeColumnsToContents();
    // The vertical scroll bar may come once the rows are there.
    int overflow = verticalHeader()->width() + verticalScrollBar()->sizeHint().width() - width();
    int spare = 0;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const bool isCount = m_model.relationshipAt(column) != nullptr;
        const int widest = isCount ? (counts > 12 ? kWidestOfMany : kWidestCount) : kWidest;
        setColumnWidth(column, qBound(isCount ? 56 : 72, columnWidth(column) + 12, widest));
        overflow += columnWidth(column);
        spare += qMax(0, columnWidth(column) - kNarrowest);
    }
    for (int column = 0; overflow > 0 && column < m_model.columnCount(); ++column) {
        const int width = columnWidth(column);
        if (width > kNarrowest)
            setColumnWidth(column, width - (width - kNarrowest) * qMin(overflow, spare) / spare);
    }
}

void RecordGrid::tellVisibleColumns()
{
    if (!isVisible())
        return;
    const int last = columnAt(viewport()->width() - 1);
    m_model.setVisibleColumns(columnAt(0), last < 0 ? m_model.columnCount() - 1 : last);
}

/// The view's own would fetch the next page at the right end, too.
void RecordGrid::horizontalScrollbarValueChanged(int)
{
    m_visibleTimer.start();
}

void RecordGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (currentIndex().isValid() && m_model.keyAt(currentIndex().row()).isNew())
        scrollTo(currentIndex()); // The bar below has come with it.
    m_visibleTimer.start();
}

void RecordGrid::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    m_visibleTimer.start();
}

/// A tab that goes behind another one keeps nothing half typed.
void RecordGrid::hideEvent(QHideEvent *event)
{
    commitEditor();
    QTableView::hideEvent(event);
}

bool RecordGrid::commitEditor()
{
    QWidget *editor = isEditing() ? m_delegate->editors().open() : nullptr;
    if (!editor)
        return false;
    commitData(editor);
    closeEditor(editor, QAbstractItemDelegate::NoHint);
    return true;
}

int RecordGrid::editorCursor() const
{
    return isEditing() ? m_delegate->editors().cursor() : -1;
}

void RecordGrid::goOnTyping(int cursor)
{
    if (!currentIndex().isValid() || isEditing())
        return;
    QAbstractItemView::edit(currentIndex());
    m_delegate->editors().setCursor(cursor);
}

/// What was typed goes on in an editor with lines.
void RecordGrid::enlargeEditor(const QByteArray &text, int cursor)
{
    const QPersistentModelIndex cell = currentIndex();
    if (!CellTextArea::canHold(text))
        return refuse(cell, tr("Not pasted: the text is too long to be edited here."));
    CellEditors &editors = m_delegate->editors();
    const std::optional<base::Value> whole =
        editors.wholeOf(cell) ? std::optional(*editors.wholeOf(cell)) : std::nullopt;
    closeEditor(editors.open(), QAbstractItemDelegate::RevertModelCache);
    if (whole)
        editors.setWhole(cell, *whole);
    editors.goOnWith(text, cursor);
    QAbstractItemView::edit(cell);
}

/// Where there is no current cell, at the first one.
QRect RecordGrid::hintPlace(const QModelIndex &cell) const
{
    return cell.isValid() ? visualRect(cell) : QRect(0, 0, 1, 1);
}

/// The whole value has come. Whoever has gone on to another cell wants no editor any more.
void RecordGrid::openLate(const QPersistentModelIndex &cell)
{
    CellEditors &editors = m_delegate->editors();
    const base::Value whole = *editors.wholeOf(cell);
    const QString why = cell == currentIndex() ? refused().whyNotTyped(cell, whole) : QString();
    if (cell != currentIndex() || !why.isEmpty() || isEditing() || !m_model.valueAt(cell).isCut()) {
        editors.forgetWhole();
        if (!why.isEmpty())
            refuse(cell, why);
        return;
    }
    QAbstractItemView::edit(cell);
    if (isEditing() && editors.open())
        m_lateEditor->typeInto(editors.open());
    else
        editors.forgetWhole();
}

void RecordGrid::refuse(const QModelIndex &cell, const QString &why)
{
    m_hint->showAt(hintPlace(cell), why);
    emit statusText(why);
}

void RecordGrid::offer(const QString &words, const QString &action, std::function<void()> act)
{
    m_hint->offerAt(hintPlace(currentIndex()), words, action, std::move(act));
    emit statusText(words);
}

void RecordGrid::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTableView::closeEditor(editor, hint);
    m_delegate->editors().forgetWhole();
    emit editingChanged();
}

/// New rows stand below all others: pages that came while one is worked on would push it out of view.
void RecordGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    m_wholeTexts->stop(); // Nobody waits for that editor any more.
    m_model.holdPages(current.isValid() && m_model.keyAt(current.row()).isNew());
    QTableView::currentChanged(current, previous);
}

QList<int> RecordGrid::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows += row;
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
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
        [this, cell = QPersistentModelIndex(index)](const QString &contains) {
            return m_model.newParentsOf(cell, contains);
        },
        m_model.table()->columns[index.column()].nullable, this);
    const QPersistentModelIndex cell = index;
    connect(picker, &ParentPicker::chosen, this,
            [this, cell](const base::Record &parent) { m_model.setParentOf(cell, parent); });
    connect(picker, &ParentPicker::nullChosen, this, [this, cell] {
        m_model.setData(cell, QVariant::fromValue(base::Value()), RecordTableModel::ValueRole);
    });
    scrollTo(index);
    const QRect rect = visualRect(index);
    picker->openAt(QRect(viewport()->mapToGlobal(rect.topLeft()), rect.size()));
}

/// Up, down, none.
void RecordGrid::cycleSort(int column)
{
    if (m_model.relationshipAt(column)) {
        refuse(m_model.index(0, column),
               tr("Rows are sorted by the table’s own columns; %1 is a count of children.")
                   .arg(m_model.relationshipAt(column)->name));
        return;
    }
    commitEditor();
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
