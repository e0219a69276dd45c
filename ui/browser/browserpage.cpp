#include "browserpage.h"

#include "ui/browser/deletionforecast.h"
#include "ui/browser/findbar.h"
#include "ui/browser/gridheader.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/browser/reviewdialog.h"
#include "ui/theme/theme.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

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

LoadState stateOf(const QModelIndex &index)
{
    return static_cast<LoadState>(index.data(RecordTreeModel::StateRole).toInt());
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
    layOut();
    connectTree();
    connectRows();
    connectPending();
    open(table);
}

void BrowserPage::layOut()
{
    m_treeView = new RecordTreeView(*m_tree, m_theme, this);
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"browserSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_treeView);
    splitter->addWidget(makeGridSide());
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({380, 620});
    m_pendingBar = new PendingBar(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_pendingBar);
}

void BrowserPage::connectTree()
{
    connect(m_treeView->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &BrowserPage::onCurrentChanged);
    connect(m_treeView, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (!m_beyond.isEmpty())
            onCurrentChanged(index); // Back from where the tree does not lead.
    });
    connect(m_tree, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &) {
                if (from == m_treeView->currentIndex() && m_beyond.isEmpty())
                    showScopeOf(from);
            });
    connect(m_tree, &RecordTreeModel::titlesLoaded, this, [this] {
        const QModelIndex current = m_treeView->currentIndex();
        if (m_beyond.isEmpty() && stateOf(current) != LoadState::Loading)
            updateHeader(current);
    });
}

void BrowserPage::connectRows()
{
    connect(m_rows, &RecordTableModel::loaded, this, &BrowserPage::onLoaded);
    connect(m_rows, &RecordTableModel::titlesLoaded, this, [this] {
        if (m_refits && m_rows->storedRows() > 0)
            m_grid->fitColumns(); // Titles are wider than keys; only before the person has looked for long.
        m_refits = false;
    });
    connect(m_rows, &RecordTableModel::loadFailed, this,
            [this](const base::Error &error) { emit statusText(error.text()); });
    connect(m_rows, &RecordTableModel::rowAdded, this, [this](int row) {
        m_grid->setCurrentIndex(m_rows->index(row, 0));
        m_grid->scrollToBottom();
        m_grid->setFocus();
    });
}

void BrowserPage::connectPending()
{
    const async::Records &records = m_workspace.records();
    connect(&records, &async::Records::pendingChanged, this,
            [this] { m_pendingBar->show(m_workspace.records().pending()); });
    connect(&records, &async::Records::editRefused, this,
            [this](const base::Error &error) { emit statusText(error.text()); });
    m_deletions = new DeletionForecast(m_workspace, this);
    connect(m_deletions, &DeletionForecast::told, m_pendingBar, &PendingBar::showForecast);
    connect(m_pendingBar, &PendingBar::saveRequested, this, &BrowserPage::saveRequested);
    connect(m_pendingBar, &PendingBar::discardRequested, this, &BrowserPage::discardRequested);
    connect(m_pendingBar, &PendingBar::reviewRequested, this, &BrowserPage::showReview);
    m_pendingBar->show(records.pending());
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

QWidget *BrowserPage::makeGridSide()
{
    auto *side = new QWidget(this);
    m_header = new GridHeader(side);
    connect(m_header, &GridHeader::filterChanged, m_rows, &RecordTableModel::setFilter);
    m_grid = new RecordGrid(
        *m_rows, m_theme,
        [this](const QString &table, const QString &contains, int limit) {
            return m_workspace.pages().titles(table, contains, limit,
                                              m_workspace.click(tr("Find a parent in %1").arg(table)));
        },
        side);
    connect(m_grid, &RecordGrid::statusText, this, &BrowserPage::statusText);
    connect(m_grid, &RecordGrid::parentRequested, this, &BrowserPage::parentRequested);
    connect(m_grid, &RecordGrid::childrenRequested, this, &BrowserPage::showChildren);
    m_notLoaded = makeNotLoaded(side);
    m_stack = new QStackedWidget(side);
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_notLoaded);
    m_findBar = new FindBar(side);
    connect(m_findBar, &FindBar::findRequested, this, [this](const QString &text, bool backwards) {
        m_findBar->showResult(m_grid->find(text, backwards));
    });
    connect(m_findBar, &FindBar::closed, m_grid, qOverload<>(&QWidget::setFocus));

    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);
    return side;
}

QLabel *BrowserPage::makeNotLoaded(QWidget *side)
{
    auto *label = new QLabel(side);
    label->setObjectName(u"notLoaded"_s);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("dim", true);
    return label;
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

void BrowserPage::addRow()
{
    const QString why = m_rows->whyNoRowCanBeAdded();
    if (!why.isEmpty())
        emit statusText(why);
    m_rows->addRow();
}

void BrowserPage::deleteRows()
{
    m_grid->deleteSelectedRows();
}

void BrowserPage::setNull()
{
    m_grid->setNull();
}

void BrowserPage::revertRows()
{
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
    const base::Cause refreshing = m_tree->beginSharedClick(tr("Refresh %1").arg(m_tree->table()));
    m_workspace.records().expire(); // The tree follows by its signal.
    m_tree->setSharedCause({});
    m_rows->reload(refreshing);
}

void BrowserPage::showReview()
{
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
    showScopeOf(index);
}

/// The grid shows what the tree has loaded; it never loads a relationship that nobody asked for.
void BrowserPage::showScopeOf(const QModelIndex &index)
{
    const auto kind = static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
    const bool isSide = index.isValid() && kind == RecordNodeKind::Relationship;
    const LoadState state = stateOf(index);
    if (isSide && state == LoadState::Loading)
        return; // What is shown stays until the answer is there.
    updateHeader(index);
    if (isSide && state != LoadState::Loaded) {
        const bool isEmpty = index.data(RecordTreeModel::IsNullRole).toBool();
        m_notLoaded->setText(
            isEmpty
                ? tr("Nothing is linked here.")
                : tr("%1 is not loaded yet.\nExpand it (→) to load it.").arg(m_tree->trail(index).last()));
        m_stack->setCurrentWidget(m_notLoaded);
        return;
    }
    if (index.isValid() && kind == RecordNodeKind::Record)
        m_wantedRow = index.data(RecordTreeModel::KeyRole).value<base::RecordKey>();
    const base::RowScope scope = m_tree->scopeOf(index);
    const bool same = scope == m_rows->scope();
    showRows(scope, tr("Rows of %1").arg(scope.isRelationship() ? scope.relationship : scope.table));
    if (same)
        selectRowOf(m_wantedRow);
}

void BrowserPage::showRows(const base::RowScope &scope, const QString &words)
{
    m_stack->setCurrentWidget(m_grid);
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

void BrowserPage::selectRowOf(const base::RecordKey &key)
{
    const int row = key.isValid() ? m_rows->rowOf(key) : -1;
    if (row < 0)
        return;
    const int column = m_grid->currentIndex().isValid() ? m_grid->currentIndex().column() : 0;
    m_grid->setCurrentIndex(m_rows->index(row, column));
    m_wantedRow = {};
}

void BrowserPage::onLoaded()
{
    m_header->showCount(*m_rows);
    if (m_fitted != m_rows->scope()) {
        m_fitted = m_rows->scope();
        m_refits = true;
        m_grid->fitColumns();
    }
    selectRowOf(m_wantedRow);
    selectWanted();
    if (!std::exchange(m_entersRows, false))
        return;
    m_grid->setFocus();
    if (m_rows->rowCount() > 0)
        m_grid->setCurrentIndex(m_rows->index(0, 0));
}

void BrowserPage::showRowWith(const QStringList &columns, const base::Values &values)
{
    m_wantedColumns = columns;
    m_wantedValues = values;
    const base::RowScope whole = {m_tree->table(), {}, {}};
    if (m_rows->scope() != whole)
        showRows(whole, tr("Rows of %1").arg(m_tree->table()));
    else if (!m_rows->isLoading())
        selectWanted();
    m_grid->setFocus();
}

void BrowserPage::selectWanted()
{
    if (m_wantedColumns.isEmpty() || !m_rows->table())
        return;
    const QStringList columns = std::exchange(m_wantedColumns, {});
    for (int row = 0; row < m_rows->rowCount(); ++row) {
        bool same = true;
        for (int i = 0; same && i < columns.size(); ++i)
            same = m_rows->valueAt(m_rows->index(row, m_rows->table()->columnIndex(columns[i]))).toText() ==
                   m_wantedValues[i].toText();
        if (same) {
            m_grid->setCurrentIndex(m_rows->index(row, m_rows->table()->columnIndex(columns.first())));
            return;
        }
    }
    if (m_rows->filter().isEmpty() && m_rows->hasMore()) {
        m_wantedColumns = columns;
        // Not on the first page: let the database find it.
        m_header->setFilterText(m_wantedValues.first().toText());
        m_rows->setFilter(m_wantedValues.first().toText());
    }
}

} // namespace relata::ui
