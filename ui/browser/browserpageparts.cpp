#include "ui/browser/browserpage.h"
#include "ui/browser/deletionforecast.h"
#include "ui/browser/findbar.h"
#include "ui/browser/gridheader.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/browser/rowjump.h"
#include "ui/browser/rowsstack.h"

#include <QItemSelectionModel>
#include <QSplitter>
#include <QVBoxLayout>

namespace relata::ui {

using namespace Qt::StringLiterals;

/// The parts of the page: where they stand, and what each tells the others.

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

QWidget *BrowserPage::makeGridSide()
{
    auto *side = new QWidget(this);
    m_header = new GridHeader(side);
    connect(m_header, &GridHeader::filterChanged, this, [this](const QString &text) {
        m_rows->setFilter(text);
        m_tree->setRootFilter({}); // It has one only while a row was gone to.
    });
    m_grid = new RecordGrid(*m_rows, m_theme, gridQuestions(), side);
    if (m_workspace.isReadOnly())
        m_grid->setReadOnly(m_workspace.readOnlyReason());
    connect(m_grid, &RecordGrid::statusText, this, &BrowserPage::statusText);
    connect(m_grid, &RecordGrid::editingChanged, this, &BrowserPage::editingChanged);
    connect(m_grid, &RecordGrid::parentRequested, this, &BrowserPage::parentRequested);
    connect(m_grid, &RecordGrid::childrenRequested, this, &BrowserPage::showChildren);
    m_stack = new RowsStack(m_grid, side);
    connect(m_stack, &RowsStack::firstRequested, this, &BrowserPage::addFirstChild);
    connect(m_stack, &RowsStack::againRequested, this, &BrowserPage::readAgain);
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

RecordGrid::Questions BrowserPage::gridQuestions()
{
    const auto parents = [this](const QString &table, const QString &contains, int limit) {
        return m_workspace.pages().titles(table, contains, limit,
                                          m_workspace.click(tr("Find a parent in %1").arg(table)));
    };
    const auto wholeValues = [this](const QList<base::CellPlace> &cells) {
        return m_workspace.pages().wholeCells(
            cells, m_workspace.click(tr("Read whole values of %1").arg(cells.first().key.table)));
    };
    const auto saveCell = [this](const base::CellPlace &cell, const QString &file) {
        return m_workspace.pages().saveCell(
            cell, file, m_workspace.click(tr("Save a value of %1 to a file").arg(cell.key.table)));
    };
    return {parents, wholeValues, saveCell};
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

void BrowserPage::connectRows()
{
    m_jump = new RowJump(m_workspace, *m_treeView, *m_tree, *m_grid, *m_rows, this);
    connect(m_jump, &RowJump::wholeTableWanted, this, &BrowserPage::showWholeTable);
    connect(m_jump, &RowJump::filterWanted, this, &BrowserPage::filterBy);
    connect(m_rows, &RecordTableModel::loaded, this, &BrowserPage::onLoaded);
    connect(m_rows, &RecordTableModel::countChanged, this, &BrowserPage::showCount);
    for (const auto came : {&RecordTableModel::loaded, &RecordTableModel::countChanged})
        connect(m_rows, came, m_stack, &RowsStack::leaveFailure);
    connect(m_rows, &RecordTableModel::titlesLoaded, this, [this] {
        if (m_refits && m_rows->storedRows() > 0)
            m_grid->fitColumns(); // Titles are wider than keys; only before the person has looked for long.
        m_refits = false;
    });
    connect(m_rows, &RecordTableModel::loadFailed, this, &BrowserPage::onLoadFailed);
    m_patience.setSingleShot(true);
    m_patience.setInterval(200);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &BrowserPage::waitForRows);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_header->showSearching(m_rows->filter().isEmpty() ? tr("Loading…") : tr("Searching…"));
    });
    connect(m_header, &GridHeader::cancelRequested, this, [this] { m_workspace.cancel(); });
    connect(m_rows, &RecordTableModel::rowAdded, this, [this](int row) {
        m_grid->setCurrentIndex(m_rows->index(row, m_rows->firstTypedColumn()));
        m_grid->scrollTo(m_grid->currentIndex());
        m_grid->setFocus();
    });
}

void BrowserPage::connectPending()
{
    const async::Records &records = m_workspace.records();
    connect(&records, &async::Records::pendingChanged, this,
            [this] { m_pendingBar->show(m_workspace.records().pending()); });
    connect(&records, &async::Records::editRefused, this, [this](const base::Error &error) {
        if (m_grid->isVisible())
            m_grid->tell(error.text());
        else
            emit statusText(error.text());
    });
    m_deletions = new DeletionForecast(m_workspace, this);
    connect(m_deletions, &DeletionForecast::told, m_pendingBar, &PendingBar::showForecast);
    connect(m_pendingBar, &PendingBar::saveRequested, this, &BrowserPage::saveRequested);
    connect(m_pendingBar, &PendingBar::discardRequested, this, &BrowserPage::discardRequested);
    connect(m_pendingBar, &PendingBar::reviewRequested, this, &BrowserPage::showReview);
    connect(&records, &async::Records::savingChanged, m_pendingBar, &PendingBar::setSaving);
    m_pendingBar->show(records.pending());
    m_pendingBar->setSaving(records.isSaving());
}

} // namespace relata::ui
