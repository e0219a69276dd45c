#include "browserpage.h"

#include "core/async/whendone.h"
#include "ui/browser/deletionforecast.h"
#include "ui/browser/findbar.h"
#include "ui/browser/gridheader.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/browser/reviewdialog.h"
#include "ui/browser/rowjump.h"
#include "ui/browser/rowsstack.h"
#include "ui/models/newrows.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

/// Makes the workspace's causes for a model.
auto causeMaker(async::Workspace &workspace)
{
    return [&workspace](const QString &text, base::Cause::Kind kind) {
        return kind == base::Cause::Kind::Click ? workspace.click(text) : workspace.display(text);
    };
}

} // namespace

BrowserPage::BrowserPage(async::Workspace &workspace, const Theme &theme, const QString &table,
                         QWidget *parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_theme(theme),
      m_tree(new RecordTreeModel(workspace.records(), workspace.schema(), causeMaker(workspace), this)),
      m_rows(new RecordTableModel(workspace.records(), workspace.pages(), workspace.schema(),
                                  causeMaker(workspace), this))
{
    // Before the view's selection hears of it, which moves its current node on.
    connect(m_tree, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_treeShrinks = true; });
    connect(m_tree, &QAbstractItemModel::rowsRemoved, this, [this] { m_treeShrinks = false; });
    layOut();
    connectTree();
    connectRows();
    connectPending();
    open(table);
}

void BrowserPage::open(const QString &table)
{
    const base::Cause opening = m_tree->beginSharedClick(tr("Open %1").arg(table));
    m_tree->open(table);
    m_tree->setSharedCause({});
    const schema::Table *described = m_workspace.schema().table(table);
    m_rows->show({described ? described->name : table, {}, {}}, opening);
    updateHeader({});
}

BrowserPage::View BrowserPage::view() const
{
    const QModelIndex current = m_grid->currentIndex();
    const schema::Table *table = m_rows->table();
    if (!table || m_rows->scope() != base::RowScope{m_tree->table(), {}, {}})
        return {};
    View view;
    view.filter = m_header->filterText();
    view.isFiltering = m_header->isFiltering();
    view.sortOrder = m_rows->sortOrder();
    if (m_rows->sortColumn() >= 0)
        view.sortColumn = table->columns[m_rows->sortColumn()].name;
    if (!current.isValid())
        return view;
    view.row = m_rows->keyAt(current.row());
    if (current.column() < m_rows->tableColumns())
        view.column = table->columns[current.column()].name;
    view.cursor = m_cursor;
    return view;
}

void BrowserPage::setView(const View &view)
{
    const schema::Table *table = m_rows->table();
    if (!table)
        return;
    m_wantedRow = view.row;
    m_wantedColumn = qMax(0, table->columnIndex(view.column));
    if (table->columnIndex(view.column) >= 0)
        m_wantedCursor = view.cursor;
    m_header->setFilterText(view.filter);
    m_isFiltering = view.isFiltering;
    if (!view.filter.isEmpty())
        m_rows->setFilter(view.filter);
    if (const int column = table->columnIndex(view.sortColumn); column >= 0)
        m_rows->sort(column, view.sortOrder);
}

void BrowserPage::takeFocus()
{
    if (std::exchange(m_isFiltering, false))
        m_header->goOnFiltering();
    else
        m_grid->setFocus();
}

void BrowserPage::setDisplaySql(bool on)
{
    m_tree->setDisplaySql(on);
    m_rows->setDisplaySql(on);
    askForDeletions();
}

void BrowserPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    askForDeletions();
}

void BrowserPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    askForDeletions();
}

/// Only the page that is seen asks.
void BrowserPage::askForDeletions()
{
    m_deletions->setAsks(isVisible() && displaySql());
}

bool BrowserPage::isEditing() const
{
    return m_grid->isEditing();
}

bool BrowserPage::commitEditor()
{
    return m_grid->commitEditor();
}

void BrowserPage::handOverEditor()
{
    m_cursor = m_grid->editorCursor();
    commitEditor();
}

void BrowserPage::addRow()
{
    if (m_stack->offersFirst())
        addFirstChild();
    else
        m_grid->addRow();
}

/// A list that is known to be empty is shown for the first row that it gets.
void BrowserPage::addFirstChild()
{
    const QModelIndex side = m_treeView->currentIndex();
    showRows(m_tree->scopeOf(side), tr("Rows of %1").arg(m_tree->trail(side).last()));
    m_grid->addRow();
}

/// Insert reaches the tree, too, which makes nothing of it.
void BrowserPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Insert)
        addRow();
    else
        QWidget::keyPressEvent(event);
}

void BrowserPage::deleteRows()
{
    commitEditor();
    m_grid->deleteSelectedRows();
}

void BrowserPage::setNull()
{
    m_grid->setNull();
}

void BrowserPage::revertRows()
{
    commitEditor();
    m_grid->revertSelectedRows();
}

void BrowserPage::find()
{
    m_findBar->open();
}

void BrowserPage::focusFilter()
{
    m_header->focusFilter();
}

void BrowserPage::refresh()
{
    commitEditor();
    const base::Cause refreshing = m_tree->beginSharedClick(tr("Refresh %1").arg(m_tree->table()));
    m_workspace.records().expire(); // The tree follows by its signal.
    m_tree->setSharedCause({});
    m_rows->refresh(refreshing);
}

void BrowserPage::showReview()
{
    if (commitEditor()) {
        async::whenDone(m_workspace.records().settled(), this, [this](const base::Done &) { showReview(); });
        return;
    }
    ReviewDialog review(m_workspace.records(), m_workspace.schema(),
                        m_workspace.click(tr("Review what Save will do")), m_theme, this);
    connect(&review, &ReviewDialog::saveRequested, this, &BrowserPage::saveRequested);
    m_deletions->setAsks(false); // The review's question is the better one, and one ends the other.
    review.exec();
    askForDeletions();
}

void BrowserPage::copy(bool withHeaders)
{
    m_grid->copy(withHeaders);
}

void BrowserPage::onCurrentChanged(const QModelIndex &index)
{
    m_beyond.clear();
    m_entersRows = false;
    const auto kind = static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
    if (index.isValid() && kind == RecordNodeKind::Record && !m_treeShrinks)
        m_wantedRow = index.data(RecordTreeModel::KeyRole).value<base::RecordKey>();
    showScopeOf(index);
    selectRowOf(m_wantedRow);
}

/// The grid shows what the tree has loaded; it never loads a relationship that nobody asked for.
void BrowserPage::showScopeOf(const QModelIndex &index)
{
    const auto kind = static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
    const bool isSide = index.isValid() && kind == RecordNodeKind::Relationship;
    const LoadState state = RecordTreeModel::stateOf(index);
    if (isSide && state == LoadState::Loading)
        return; // What is shown stays until the answer is there.
    updateHeader(index);
    const base::RowScope scope = m_tree->scopeOf(index);
    const bool hasNew =
        NewRows(m_workspace.schema(), scope).belongsAny(m_workspace.records().pending().added);
    // What was added here stays in sight when it is saved, and is all that is known of the list then.
    const bool showsSaved = scope == m_addedTo && m_rows->scope() == scope;
    if (isSide && state != LoadState::Loaded && !hasNew && !showsSaved) {
        m_addedTo = {};
        showNotLoaded(index, index.data(RecordTreeModel::IsNullRole).toBool());
        return;
    }
    m_addedTo = isSide && state != LoadState::Loaded ? scope : base::RowScope();
    showRows(scope, tr("Rows of %1").arg(scope.isRelationship() ? scope.relationship : scope.table));
}

void BrowserPage::showNotLoaded(const QModelIndex &index, bool isEmpty)
{
    const QString name = inOneShortLine(m_tree->trail(index).last());
    const base::RowScope scope = m_tree->scopeOf(index);
    const mapping::Side *side = m_workspace.schema().relationship(scope.owner.table, scope.relationship);
    const bool isList = side && side->direction == schema::Direction::OneToMany;
    const bool isRefused = RecordTreeModel::stateOf(index) == LoadState::Failed;
    const QString words = isEmpty     ? tr("Nothing is linked here.")
                          : isRefused ? tr("%1 is not loaded.\nThe tree says why, and what helps.").arg(name)
                                      : tr("%1 is not loaded yet.\nExpand it (→) to load it.").arg(name);
    if (isEmpty && isList && !m_workspace.isReadOnly())
        m_stack->offerFirst(words, menuWords(tr("Add the first of %1  Insert").arg(name)));
    else
        m_stack->say(words);
}

void BrowserPage::showRows(const base::RowScope &scope, const QString &words)
{
    m_stack->showGrid();
    if (scope == m_rows->scope())
        return;
    m_header->setFilterText({});
    m_rows->show(scope, m_workspace.click(words));
}

/// In the tree where the record is there and has children; else in the grid alone, with the trail one longer.
void BrowserPage::showChildren(const base::Record &owner, const QString &relationship)
{
    const QModelIndex list = m_tree->listOf(m_treeView->currentIndex());
    const bool isTreesList = m_beyond.isEmpty() && m_tree->scopeOf(list) == m_rows->scope();
    const QModelIndex side =
        isTreesList ? m_tree->relationshipOf(list, owner.key, relationship) : QModelIndex();
    if (side.isValid() && m_tree->ensureLoading(side)) {
        m_treeView->expand(side.parent());
        m_treeView->expand(side);
        m_treeView->setCurrentIndex(side);
        m_entersRows = true;
        return;
    }
    m_entersRows = true;
    m_beyond += {m_tree->titleOf(owner), relationship};
    updateHeader(list);
    const QString table = m_workspace.schema().relationship(owner.key.table, relationship)->targetTable;
    showRows({table, owner.key, relationship}, tr("%1 of %2").arg(relationship, m_tree->titleOf(owner)));
}

void BrowserPage::updateHeader(const QModelIndex &index)
{
    m_header->setTrail(m_tree->trail(index) + m_beyond);
}

void BrowserPage::setRowCount(qint64 rows)
{
    m_tableRows = rows;
    showCount();
}

void BrowserPage::showCount()
{
    const base::RowScope whole = {m_tree->table(), {}, {}};
    const bool isWhole = m_rows->scope() == whole && m_rows->filter().isEmpty();
    m_header->showCount(*m_rows, isWhole ? m_tableRows : -1);
}

void BrowserPage::selectRowOf(const base::RecordKey &key)
{
    const int row = key.isValid() ? m_rows->rowOf(key) : -1;
    if (row < 0)
        return;
    const int current = m_grid->currentIndex().isValid() ? m_grid->currentIndex().column() : 0;
    const int column = std::exchange(m_wantedColumn, -1);
    m_grid->setCurrentIndex(m_rows->index(row, column >= 0 ? column : current));
    m_wantedRow = {};
    if (m_wantedCursor >= 0)
        goOnTyping();
}

/// Once what was typed so far has come back from the session.
void BrowserPage::goOnTyping()
{
    const QPersistentModelIndex cell = m_grid->currentIndex();
    async::whenDone(m_workspace.records().settled(), this,
                    [this, cell, cursor = std::exchange(m_wantedCursor, -1)](const base::Done &) {
                        if (cell == m_grid->currentIndex() && m_grid->hasFocus())
                            m_grid->goOnTyping(cursor);
                    });
}

/// What the header says of the rows before is wrong at once; that others are searched for is said when it
/// takes long.
void BrowserPage::waitForRows()
{
    m_header->showSearching({});
    m_patience.start();
}

void BrowserPage::onLoadFailed(const base::Error &error)
{
    m_patience.stop();
    showCount();
    if (m_rows->storedRows() == 0 && error.code == base::ErrorCode::Cancelled) {
        m_grid->tell(tr("The search was cancelled. Refresh (F5) starts it again."));
    } else if (m_rows->rowCount() > 0) {
        m_grid->offer(error.text(), tr("Try again"), [this] { refresh(); });
    } else {
        m_stack->offerAgain(error.text());
        emit statusText(error.text());
    }
}

void BrowserPage::readAgain()
{
    m_stack->showGrid();
    m_grid->setFocus();
    m_tree->retry({});
    m_rows->reload(m_workspace.click(tr("Try again to open %1").arg(table())));
}

void BrowserPage::onLoaded()
{
    m_patience.stop();
    showCount();
    if (m_fitted != m_rows->scope()) {
        m_fitted = m_rows->scope();
        m_refits = true;
        m_grid->fitColumns();
    }
    selectRowOf(m_wantedRow);
    m_wantedRow = {};
    m_wantedCursor = -1;
    m_jump->rowsLoaded();
    if (!std::exchange(m_entersRows, false))
        return;
    m_grid->setFocus();
    if (m_rows->rowCount() > 0)
        m_grid->setCurrentIndex(m_rows->index(0, 0));
}

void BrowserPage::showRowWith(const QStringList &columns, const base::Values &values)
{
    m_jump->goTo(columns, values);
    m_grid->setFocus();
}

void BrowserPage::showWholeTable()
{
    m_beyond.clear();
    showRows({table(), {}, {}}, tr("Rows of %1").arg(table()));
}

void BrowserPage::filterBy(const QString &text)
{
    m_header->setFilterText(text);
    m_rows->setFilter(text);
}

BrowserPage::Place BrowserPage::place() const
{
    const QModelIndex cell = m_grid->currentIndex();
    return {m_treeView->currentIndex(), m_tree->rootFilter(),      m_rows->scope(),
            m_rows->filter(),           m_rows->keyAt(cell.row()), cell.column()};
}

void BrowserPage::goTo(const Place &place)
{
    m_tree->setRootFilter(place.treeFilter);
    if (place.node.isValid())
        m_treeView->setCurrentIndex(place.node);
    showRows(place.scope, tr("Back to %1").arg(table()));
    if (m_rows->filter() != place.filter)
        filterBy(place.filter);
    m_wantedRow = place.row;
    m_wantedColumn = place.column;
    m_grid->setFocus();
    if (!m_rows->isLoading())
        selectRowOf(m_wantedRow);
}

} // namespace relata::ui
