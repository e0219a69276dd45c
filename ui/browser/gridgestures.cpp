#include "ui/browser/celleditors.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/lateeditor.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordgriddelegate.h"
#include "ui/browser/refusedgesture.h"
#include "ui/models/recordtablemodel.h"
#include "ui/theme/foreigntext.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

/// What the keys, the mouse and the context menu do in the grid.

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

/// Where the link of a count is: the columns may be wider than their texts.
QRect RecordGrid::linkRect(const QModelIndex &index) const
{
    const QVariant count = index.data(RecordTableModel::CountRole);
    if (!count.isValid() || index.data().toString().isEmpty() || count.toLongLong() == 0)
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
    const QModelIndex index = currentIndex();
    QMenu menu;
    if (index.isValid()) {
        menu.addAction(tr("Copy\tCtrl+C"), this, [this] { copy(false); });
        menu.addAction(tr("Copy with headers\tCtrl+Shift+C"), this, [this] { copy(true); });
        menu.addSeparator();
        const mapping::Side *relationship = m_model.relationshipAt(index.column());
        if (relationship && m_model.storedAt(index.row()))
            menu.addAction(tr("Show %1\tEnter").arg(menuWords(relationship->name)), this,
                           &RecordGrid::showChildren);
        if (m_model.flags(index) & Qt::ItemIsEditable)
            menu.addAction(tr("Set NULL\tCtrl+0"), this, &RecordGrid::setNull);
        addFileEntries(menu, index);
        if (m_model.foreignKeyAt(index.column())) {
            menu.addAction(tr("Choose parent…\tF2"), this, [this, index] { pickParent(index); });
            menu.addAction(tr("Go to parent\tF4"), this, &RecordGrid::followForeignKey);
        }
        menu.addSeparator();
    }
    QAction *add = menu.addAction(tr("Add row\tInsert"), this, &RecordGrid::addRow);
    add->setEnabled(m_model.whyNoRowCanBeAdded().isEmpty());
    add->setToolTip(toolTipOf(m_model.whyNoRowCanBeAdded()));
    if (index.isValid()) {
        menu.addAction(tr("Delete rows\tCtrl+Delete"), this, &RecordGrid::deleteSelectedRows);
        menu.addAction(tr("Revert rows"), this, &RecordGrid::revertSelectedRows);
    }
    menu.exec(event->globalPos());
}

/// What cannot be changed can still be taken out.
void RecordGrid::addFileEntries(QMenu &menu, const QModelIndex &cell)
{
    if (m_files->canReplace(cell) && refused().whyNotNull(cell).isEmpty()) {
        menu.addAction(tr("Replace From File…"), this,
                       [this, cell = QPersistentModelIndex(cell)] { m_files->askAndReplace(cell); });
    }
    if (m_files->canSave(cell)) {
        menu.addAction(tr("Save to File…"), this,
                       [this, cell = QPersistentModelIndex(cell)] { m_files->askAndSave(cell); });
    }
}

} // namespace relata::ui
