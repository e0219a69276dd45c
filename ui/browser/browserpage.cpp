#include "browserpage.h"

#include "core/async/whendone.h"
#include "ui/browser/gridheader.h"
#include "ui/browser/pagechanges.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/recordtreeview.h"
#include "ui/browser/rowjump.h"
#include "ui/browser/rowsstack.h"
#include "ui/models/newrows.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/theme.h"

#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

BrowserPage::BrowserPage(async::Workspace &workspace, const Theme &theme, const QString &table,
                         QWidget *parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_tree(new RecordTreeModel(workspace.records(), workspace.schema(), causeMaker(workspace), this))
{
    // Before the view's selection hears of it, which moves its current node on.
    connect(m_tree, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_treeShrinks = true; });
    connect(m_tree, &QAbstractItemModel::rowsRemoved, this, [this] { m_treeShrinks = false; });
    m_treeView = new RecordTreeView(*m_tree, theme, this);
    m_pane = new RowsPane(workspace, theme, this);
    m_changes = new PageChanges(workspace, theme, this);
    m_jump = new RowJump(workspace, *m_treeView, *m_tree, grid(), rows(), this);
    layOut();
    connectTree();
    connectPane();
    connectChanges();
    open(table);
}

void BrowserPage::layOut()
{
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"browserSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_treeView);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({380, 620});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(&m_changes->bar());
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
        if (m_beyond.isEmpty() && RecordTreeModel::stateOf(current) != LoadState::Loading)
            updateHeader(current);
    });
}

void BrowserPage::connectPane()
{
    connect(m_pane, &RowsPane::statusText, this, &BrowserPage::statusText);
    connect(m_pane, &RowsPane::filterTyped, m_tree,
            [this] { m_tree->setRootFilter({}); }); // It has one only while a row was gone to.
    connect(m_pane, &RowsPane::loaded, m_jump, &RowJump::rowsLoaded);
    connect(m_pane, &RowsPane::refreshRequested, this, &BrowserPage::refresh);
    connect(&m_pane->header(), &GridHeader::partClicked, this, &BrowserPage::goUpTo);
    connect(&m_pane->stack(), &RowsStack::firstRequested, this, &BrowserPage::addFirstChild);
    connect(&m_pane->stack(), &RowsStack::againRequested, this, &BrowserPage::readAgain);
    connect(&grid(), &RecordGrid::editingChanged, this, &BrowserPage::editingChanged);
    connect(&grid(), &RecordGrid::parentRequested, this, &BrowserPage::parentRequested);
    connect(&grid(), &RecordGrid::childrenRequested, this, &BrowserPage::showChildren);
    connect(m_jump, &RowJump::wholeTableWanted, this, &BrowserPage::showWholeTable);
    connect(m_jump, &RowJump::filterWanted, m_pane, &RowsPane::filterBy);
}

void BrowserPage::connectChanges()
{
    connect(m_changes, &PageChanges::saveRequested, this, &BrowserPage::saveRequested);
    connect(m_changes, &PageChanges::discardRequested, this, &BrowserPage::discardRequested);
    connect(m_changes, &PageChanges::rowWanted, this, &BrowserPage::rowWanted);
    connect(m_changes, &PageChanges::reviewRequested, this, &BrowserPage::showReview);
    connect(&m_workspace.records(), &async::Records::editRefused, this, [this](const base::Error &error) {
        if (grid().isVisible())
            grid().tell(error.text());
        else
            emit statusText(error.text());
    });
}

void BrowserPage::open(const QString &table)
{
    const base::Cause opening = m_tree->beginSharedClick(tr("Open %1").arg(table));
    m_tree->open(table);
    m_tree->setSharedCause({});
    const schema::Table *described = m_workspace.schema().table(table);
    m_pane->open({described ? described->name : table, {}, {}}, opening);
    updateHeader({});
}

BrowserPage::View BrowserPage::view() const
{
    const QModelIndex current = grid().currentIndex();
    const schema::Table *table = rows().table();
    View view;
    view.expanded = m_treeView->expandedRecords();
    if (!table || rows().scope() != base::RowScope{m_tree->table(), {}, {}})
        return view;
    view.filter = m_pane->header().filterText();
    view.isFiltering = m_pane->header().isFiltering();
    view.sortOrder = rows().sortOrder();
    if (rows().sortColumn() >= 0)
        view.sortColumn = table->columns[rows().sortColumn()].name;
    if (!current.isValid())
        return view;
    view.row = rows().keyAt(current.row());
    if (current.column() < rows().tableColumns())
        view.column = table->columns[current.column()].name;
    view.cursor = m_cursor;
    return view;
}

void BrowserPage::setView(const View &view)
{
    const schema::Table *table = rows().table();
    if (!table)
        return;
    const int wanted = table->columnIndex(view.column);
    m_treeView->expandAgain(view.expanded);
    m_pane->want({view.row, qMax(0, wanted), wanted >= 0 ? view.cursor : -1});
    m_pane->header().setFilterText(view.filter);
    m_isFiltering = view.isFiltering;
    if (!view.filter.isEmpty())
        rows().setFilter(view.filter);
    if (const int column = table->columnIndex(view.sortColumn); column >= 0)
        rows().sort(column, view.sortOrder);
}

void BrowserPage::takeFocus()
{
    if (std::exchange(m_isFiltering, false))
        m_pane->header().goOnFiltering();
    else
        grid().setFocus();
}

void BrowserPage::setDisplaySql(bool on)
{
    m_tree->setDisplaySql(on);
    rows().setDisplaySql(on);
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
    m_changes->setAsks(isVisible() && displaySql());
}

bool BrowserPage::isEditing() const
{
    return grid().isEditing();
}

bool BrowserPage::commitEditor()
{
    return grid().commitEditor();
}

void BrowserPage::handOverEditor()
{
    m_cursor = grid().editorCursor();
    commitEditor();
}

void BrowserPage::addRow()
{
    if (m_pane->stack().showsGrid())
        return grid().addRow();
    if (m_pane->stack().offersFirst())
        return addFirstChild();
    const QString why = NewRows(m_workspace.schema(), m_tree->scopeOf(m_treeView->currentIndex())).whyNot();
    emit statusText(why.isEmpty() ? tr("Load these rows first: expand the relationship in the tree.") : why);
}

/// A list that is known to be empty is shown for the first row that it gets.
void BrowserPage::addFirstChild()
{
    const QModelIndex side = m_treeView->currentIndex();
    m_pane->show(m_tree->scopeOf(side), tr("Rows of %1").arg(m_tree->trail(side).last()));
    grid().addRow();
}

/// The grid's keys reach the tree, too, which makes nothing of them: they are meant for the record there.
void BrowserPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Insert)
        addRow();
    else if (event->key() == Qt::Key_Delete && event->modifiers() == Qt::ControlModifier)
        deleteTreesRecord();
    else
        QWidget::keyPressEvent(event);
}

/// The grid has it, and marks it.
void BrowserPage::deleteTreesRecord()
{
    const auto record = m_treeView->currentIndex().data(RecordTreeModel::KeyRole).value<base::RecordKey>();
    const int row = record.isValid() ? rows().rowOf(record) : -1;
    if (row < 0) {
        emit statusText(tr("Select a record in the tree, or rows in the grid, to delete them."));
        return;
    }
    // Not setCurrentIndex(): with Ctrl held it would select nothing.
    grid().selectionModel()->setCurrentIndex(rows().index(row, qMax(0, grid().currentIndex().column())),
                                             QItemSelectionModel::ClearAndSelect);
    grid().deleteSelectedRows();
}

void BrowserPage::deleteRows()
{
    commitEditor();
    if (m_pane->stack().showsGrid())
        grid().deleteSelectedRows();
}

void BrowserPage::setNull()
{
    if (m_pane->stack().showsGrid())
        grid().setNull();
}

void BrowserPage::revertRows()
{
    commitEditor();
    if (m_pane->stack().showsGrid())
        grid().revertSelectedRows();
}

void BrowserPage::find()
{
    m_pane->find();
}

void BrowserPage::focusFilter()
{
    m_pane->header().focusFilter();
}

void BrowserPage::refresh()
{
    commitEditor();
    const base::Cause refreshing = m_tree->beginSharedClick(tr("Refresh %1").arg(m_tree->table()));
    m_workspace.records().expire(); // The tree follows by its signal.
    m_tree->setSharedCause({});
    rows().refresh(refreshing);
}

void BrowserPage::showReview()
{
    if (commitEditor()) {
        async::whenDone(m_workspace.records().settled(), this, [this](const base::Done &) { showReview(); });
        return;
    }
    m_changes->review();
}

void BrowserPage::copy(bool withHeaders)
{
    grid().copy(withHeaders);
}

void BrowserPage::onCurrentChanged(const QModelIndex &index)
{
    m_beyond.clear();
    m_pane->setEnters(false);
    const auto kind = static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
    if (index.isValid() && kind == RecordNodeKind::Record && !m_treeShrinks)
        m_pane->wantRow(index.data(RecordTreeModel::KeyRole).value<base::RecordKey>());
    showScopeOf(index);
    m_pane->goToWanted();
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
    const bool showsSaved = scope == m_addedTo && rows().scope() == scope;
    if (isSide && state != LoadState::Loaded && !hasNew && !showsSaved) {
        m_addedTo = {};
        showNotLoaded(index, index.data(RecordTreeModel::IsNullRole).toBool());
        return;
    }
    m_addedTo = isSide && state != LoadState::Loaded ? scope : base::RowScope();
    m_pane->show(scope, tr("Rows of %1").arg(scope.isRelationship() ? scope.relationship : scope.table));
}

void BrowserPage::showNotLoaded(const QModelIndex &index, bool isEmpty)
{
    const QString name = inOneShortLine(m_tree->trail(index).last());
    const base::RowScope scope = m_tree->scopeOf(index);
    const mapping::Side *side = m_workspace.schema().relationship(scope.owner.table, scope.relationship);
    const bool isList = side && side->direction == schema::Direction::OneToMany;
    const bool isRefused = RecordTreeModel::stateOf(index) == LoadState::Failed;
    const bool isLinked = side && side->direction == schema::Direction::ManyToMany;
    const QString how = isLinked ? u'\n' + NewRows(m_workspace.schema(), scope).whyNot() : QString();
    const QString words = isEmpty     ? tr("Nothing is linked here.") + how
                          : isRefused ? tr("%1 is not loaded.\nThe tree says why, and what helps.").arg(name)
                                      : tr("%1 is not loaded yet.\nExpand it (→) to load it.").arg(name);
    if (isEmpty && isList && !m_workspace.isReadOnly())
        m_pane->stack().offerFirst(words, menuWords(tr("Add the first of %1  Insert").arg(name)));
    else
        m_pane->stack().say(words);
}

/// In the tree where the record is there and has children; else in the grid alone, with the trail one longer.
void BrowserPage::showChildren(const base::Record &owner, const QString &relationship)
{
    const QModelIndex list = m_tree->listOf(m_treeView->currentIndex());
    const bool isTreesList = m_beyond.isEmpty() && m_tree->scopeOf(list) == rows().scope();
    const QModelIndex side =
        isTreesList ? m_tree->relationshipOf(list, owner.key, relationship) : QModelIndex();
    if (side.isValid() && m_tree->ensureLoading(side)) {
        m_treeView->expand(side.parent());
        m_treeView->expand(side);
        m_treeView->setCurrentIndex(side);
        m_pane->setEnters(true);
        return;
    }
    m_pane->setEnters(true);
    m_beyond += {m_tree->titleOf(owner), relationship};
    updateHeader(list);
    const QString table = m_workspace.schema().relationship(owner.key.table, relationship)->targetTable;
    m_pane->show({table, owner.key, relationship}, tr("%1 of %2").arg(relationship, m_tree->titleOf(owner)));
}

void BrowserPage::updateHeader(const QModelIndex &index)
{
    m_pane->header().setTrail(m_tree->trail(index) + m_beyond);
}

/// To a part of the trail: the table, or a node of the tree above the rows that are shown. Rows that the tree
/// does not show have parts that lead nowhere.
void BrowserPage::goUpTo(int part)
{
    const QModelIndex current = m_treeView->currentIndex();
    QList<QModelIndex> nodes{QModelIndex()};
    for (QModelIndex at = m_beyond.isEmpty() ? current : m_tree->listOf(current); at.isValid();
         at = at.parent())
        nodes.insert(1, at);
    if (part >= nodes.size())
        return;
    if (nodes[part] == current)
        onCurrentChanged(current); // Rows that the tree does not show stand below it.
    else
        m_treeView->setCurrentIndex(nodes[part]);
    if (part == 0 && m_pane->header().filterText().isEmpty())
        showWholeTable();
}

void BrowserPage::setRowCount(qint64 rows)
{
    m_pane->setTotal({m_tree->table(), {}, {}}, rows);
}

void BrowserPage::readAgain()
{
    m_tree->retry({});
    m_pane->readAgain(m_workspace.click(tr("Try again to open %1").arg(table())));
}

void BrowserPage::showRowWith(const QStringList &columns, const base::Values &values)
{
    m_jump->goTo(columns, values);
    grid().setFocus();
}

void BrowserPage::showWholeTable()
{
    m_beyond.clear();
    m_pane->show({table(), {}, {}}, tr("Rows of %1").arg(table()));
}

void BrowserPage::leadTo(const base::RecordKey &row)
{
    m_pane->wantRow(row);
    m_pane->goToWanted();
    if (!rows().isLoading())
        m_pane->wantRow({}); // It is not among these; what comes later is another matter.
}

BrowserPage::Place BrowserPage::place() const
{
    const QModelIndex cell = grid().currentIndex();
    return {m_treeView->currentIndex(), m_tree->rootFilter(), rows().scope(), rows().filter(),
            rows().keyAt(cell.row()),   cell.column()};
}

void BrowserPage::goTo(const Place &place)
{
    m_tree->setRootFilter(place.treeFilter);
    if (place.node.isValid())
        m_treeView->setCurrentIndex(place.node);
    m_pane->show(place.scope, tr("Back to %1").arg(table()));
    if (rows().filter() != place.filter)
        m_pane->filterBy(place.filter);
    m_pane->want({place.row, place.column});
    grid().setFocus();
    if (!rows().isLoading())
        m_pane->goToWanted();
}

} // namespace relata::ui
