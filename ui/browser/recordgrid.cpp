#include "recordgrid.h"

#include "ui/browser/celleditors.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/celltextarea.h"
#include "ui/browser/copiedcells.h"
#include "ui/browser/elidingheader.h"
#include "ui/browser/gridcolumns.h"
#include "ui/browser/gridmenu.h"
#include "ui/browser/gridtext.h"
#include "ui/browser/lateeditor.h"
#include "ui/browser/parentpicker.h"
#include "ui/browser/recordgriddelegate.h"
#include "ui/browser/refusedgesture.h"
#include "ui/browser/sharedrows.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

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
    // Once the editor is gone: it would take the focus along.
    connect(
        &m_delegate->editors(), &CellEditors::parentNamed, this,
        [this](const QPersistentModelIndex &cell, const QString &typed) {
            if (cell.isValid() && isVisible()) // Else a person has gone elsewhere.
                pickParent(cell, typed);
        },
        Qt::QueuedConnection);
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
    m_columns = new GridColumns(model, *this);
    viewport()->setMouseTracking(true);
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
    m_columns->fit();
}

/// The view may be resized before they are there.
void RecordGrid::lookAtColumns()
{
    if (m_columns)
        m_columns->look();
}

/// The view's own would fetch the next page at the right end, too.
void RecordGrid::horizontalScrollbarValueChanged(int)
{
    lookAtColumns();
}

void RecordGrid::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (currentIndex().isValid() && m_model.keyAt(currentIndex().row()).isNew())
        scrollTo(currentIndex()); // The bar below has come with it.
    lookAtColumns();
}

void RecordGrid::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    lookAtColumns();
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

bool RecordGrid::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    if (index.isValid() && isRefused(index, trigger, event))
        return true; // Told, so that nobody else makes something of the key.
    if (index.isValid() && m_model.relationshipAt(index.column()))
        return false;
    m_delegate->editors().setReplaces(trigger == AnyKeyPressed || m_lateEditor->hasKeys());
    const bool opens = trigger == DoubleClicked || trigger == EditKeyPressed;
    if (opens && index.isValid() && m_model.foreignKeyAt(index.column()) &&
        (m_model.flags(index) & Qt::ItemIsEditable)) {
        pickParent(index);
        return true;
    }
    const bool wouldOpen = trigger == AllEditTriggers || (editTriggers() & trigger);
    const bool isEditable = wouldOpen && index.isValid() && (m_model.flags(index) & Qt::ItemIsEditable);
    if (isEditable && m_lateEditor->waits(index, trigger == AnyKeyPressed ? event : nullptr))
        return true;
    const bool isOpen = QTableView::edit(index, trigger, event);
    if (isOpen)
        emit editingChanged();
    return isOpen;
}

RefusedGesture RecordGrid::refused() const
{
    return {m_model, m_readOnly};
}

/// Tells why, where a person wants to type what cannot be typed. A double click on a count has followed it.
bool RecordGrid::isRefused(const QModelIndex &cell, EditTrigger trigger, const QEvent *event)
{
    const auto *key =
        event && event->type() == QEvent::KeyPress ? static_cast<const QKeyEvent *>(event) : nullptr;
    const bool isTyped = trigger == AnyKeyPressed && key && key->key() != Qt::Key_Escape;
    const bool isClicked = trigger == DoubleClicked && !m_model.relationshipAt(cell.column());
    const QString why =
        isTyped || isClicked || trigger == EditKeyPressed ? refused().whyNotTyped(cell) : QString();
    if (why.isEmpty())
        return false;
    refuse(cell, why);
    return true;
}

void RecordGrid::keyPressEvent(QKeyEvent *event)
{
    m_hint->hide();
    if (event->key() == Qt::Key_Escape && stopReading())
        return event->ignore(); // The window ends what runs.
    const bool control = event->modifiers() & Qt::ControlModifier;
    if (control && (event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab))
        return event->ignore(); // The tabs' keys.
    if (control && event->key() == Qt::Key_0)
        return setNull();
    if (control && event->key() == Qt::Key_Delete)
        return deleteSelectedRows();
    if (event->matches(QKeySequence::Copy))
        return copy(false);
    if (control && (event->modifiers() & Qt::ShiftModifier) && event->key() == Qt::Key_C)
        return copy(true);
    if (event->key() == Qt::Key_Insert)
        return addRow();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isOnCount = currentIndex().isValid() && m_model.relationshipAt(currentIndex().column());
    if (isOnCount && (isEnter || event->key() == Qt::Key_F4))
        return showChildren();
    if (event->key() == Qt::Key_F4)
        return followForeignKey();
    if (isEnter && event->modifiers() == Qt::NoModifier && currentIndex().isValid() &&
        state() != EditingState) {
        edit(currentIndex(), EditKeyPressed, event);
        return;
    }
    // At the end already the view does not move, and would ask for nothing.
    if (event->matches(QKeySequence::MoveToEndOfDocument))
        m_model.loadMore();
    QTableView::keyPressEvent(event);
}

/// What is deleted or set to NULL is what the frame is round. The view's own keys with Ctrl move the frame
/// and leave behind what was selected.
QItemSelectionModel::SelectionFlags RecordGrid::selectionCommand(const QModelIndex &index,
                                                                 const QEvent *event) const
{
    static const QSet<int> ways = {Qt::Key_Home, Qt::Key_End,   Qt::Key_Up,     Qt::Key_Down,
                                   Qt::Key_Left, Qt::Key_Right, Qt::Key_PageUp, Qt::Key_PageDown};
    const auto *key =
        event && event->type() == QEvent::KeyPress ? static_cast<const QKeyEvent *>(event) : nullptr;
    const bool isMove = key && ways.contains(key->key()) && (key->modifiers() & Qt::ControlModifier) &&
                        !(key->modifiers() & Qt::ShiftModifier);
    return isMove ? QItemSelectionModel::ClearAndSelect : QTableView::selectionCommand(index, event);
}

/// Where the link of a count is: the columns may be wider than their texts.
QRect RecordGrid::linkRect(const QModelIndex &index) const
{
    const QVariant count = index.data(RecordTableModel::CountRole);
    if (!count.isValid() || index.data().toString().isEmpty())
        return {};
    QRect link = visualRect(index);
    const int width = fontMetrics().horizontalAdvance(index.data().toString()) + 24;
    link.setWidth(qMin(link.width(), qMax(48, width)));
    return link;
}

void RecordGrid::mousePressEvent(QMouseEvent *event)
{
    m_hint->hide();
    QTableView::mousePressEvent(event);
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    const bool plain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    m_pressedLink = plain && linkRect(index).contains(at) ? index : QModelIndex();
    const bool control = event->modifiers() == Qt::ControlModifier;
    if (event->button() == Qt::LeftButton && control && index.isValid() &&
        m_model.foreignKeyAt(index.column())) {
        setCurrentIndex(index);
        followForeignKey();
    }
}

void RecordGrid::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    const bool isOnLink = linkRect(indexAt(at)).contains(at);
    viewport()->setCursor(isOnLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

/// A link is followed where the mouse is let go: pressing may begin a selection.
void RecordGrid::mouseReleaseEvent(QMouseEvent *event)
{
    QTableView::mouseReleaseEvent(event);
    const QPersistentModelIndex pressed = std::exchange(m_pressedLink, {});
    const QPoint at = event->position().toPoint();
    if (pressed.isValid() && indexAt(at) == pressed && linkRect(pressed).contains(at)) {
        setCurrentIndex(pressed);
        showChildren();
    }
}

void RecordGrid::contextMenuEvent(QContextMenuEvent *event)
{
    execGridMenu(*this, m_model, *m_files, refused(), event->globalPos());
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

void RecordGrid::pickParent(const QModelIndex &index, const QString &wanted)
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
        [this, cell = QPersistentModelIndex(index)](const base::NodeSummary &parent) {
            return m_model.keyWordsOf(cell, parent.record);
        },
        m_model.table()->columns[index.column()].nullable, this);
    const QPersistentModelIndex cell = index;
    connect(picker, &ParentPicker::chosen, this,
            [this, cell](const base::Record &parent) { m_model.setParentOf(cell, parent); });
    connect(picker, &ParentPicker::nullChosen, this, [this, cell] {
        m_model.setData(cell, QVariant::fromValue(base::Value()), RecordTableModel::ValueRole);
    });
    const QVariant title = index.data(RecordTableModel::ParentTitleRole);
    const base::Value value = m_model.valueAt(index);
    if (title.isValid() || !value.isNull())
        picker->setCurrent(
            (title.toString() + u"   "_s + (value.isNull() ? QString() : value.toDisplay())).trimmed());
    scrollTo(index);
    const QRect rect = visualRect(index);
    picker->openAt(QRect(viewport()->mapToGlobal(rect.topLeft()), rect.size()), wanted);
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
