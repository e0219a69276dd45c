#include "browserpage.h"

#include "ui/browser/findbar.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/browser/reviewdialog.h"
#include "ui/browser/traillabel.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
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

} // namespace

BrowserPage::BrowserPage(async::Workspace &workspace, const Theme &theme, const QString &table,
                         QWidget *parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_tree(new RecordTreeModel(workspace.records(), workspace.schema(), causeMaker(workspace), this)),
      m_rows(new RecordTableModel(workspace.records(), workspace.pages(), workspace.schema(),
                                  causeMaker(workspace), this))
{
    m_treeView = new RecordTreeView(*m_tree, theme, this);
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(u"browserSplitter"_s);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_treeView);
    splitter->addWidget(makeGridSide(theme));
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({380, 620});
    m_pendingBar = new PendingBar(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_pendingBar);

    connect(m_treeView->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &BrowserPage::onCurrentChanged);
    connect(m_tree, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &) {
                if (from == m_treeView->currentIndex())
                    showScopeOf(from);
            });
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
    connect(&workspace.records(), &async::Records::pendingChanged, this,
            [this] { m_pendingBar->show(m_workspace.records().pending()); });
    connect(&workspace.records(), &async::Records::editRefused, this,
            [this](const base::Error &error) { emit statusText(error.text()); });
    connect(m_pendingBar, &PendingBar::saveRequested, this, &BrowserPage::saveRequested);
    connect(m_pendingBar, &PendingBar::discardRequested, this, &BrowserPage::discardRequested);
    connect(m_pendingBar, &PendingBar::reviewRequested, this, &BrowserPage::showReview);
    m_pendingBar->show(workspace.records().pending());

    m_tree->open(table);
    const schema::Table *described = workspace.schema().table(table);
    m_rows->show({described ? described->name : table, {}, {}}, workspace.click(tr("Rows of %1").arg(table)));
    updateHeader({});
}

QWidget *BrowserPage::makeGridSide(const Theme &theme)
{
    auto *side = new QWidget(this);
    m_trail = new TrailLabel(side);
    m_rowCount = new QLabel(side);
    m_rowCount->setProperty("dim", true);
    m_filter = new QLineEdit(side);
    m_filter->setObjectName(u"rowFilter"_s);
    m_filter->setPlaceholderText(tr("Filter rows"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(200);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(12, 6, 12, 6);
    header->setSpacing(12);
    header->addWidget(m_trail, 1);
    header->addWidget(m_rowCount);
    header->addWidget(m_filter);

    m_grid = new RecordGrid(
        *m_rows, theme,
        [this](const QString &table, const QString &contains, int limit) {
            return m_workspace.pages().titles(table, contains, limit,
                                              m_workspace.click(tr("Find a parent in %1").arg(table)));
        },
        side);
    connect(m_grid, &RecordGrid::statusText, this, &BrowserPage::statusText);
    connect(m_grid, &RecordGrid::parentRequested, this, &BrowserPage::parentRequested);
    m_notLoaded = new QLabel(side);
    m_notLoaded->setObjectName(u"notLoaded"_s);
    m_notLoaded->setAlignment(Qt::AlignCenter);
    m_notLoaded->setWordWrap(true);
    m_notLoaded->setProperty("dim", true);
    m_stack = new QStackedWidget(side);
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_notLoaded);
    m_findBar = new FindBar(side);
    connect(m_findBar, &FindBar::findRequested, this, [this](const QString &text, bool backwards) {
        m_findBar->showResult(m_grid->find(text, backwards));
    });
    connect(m_findBar, &FindBar::closed, m_grid, qOverload<>(&QWidget::setFocus));

    m_filterDelay.setSingleShot(true);
    m_filterDelay.setInterval(250);
    connect(m_filter, &QLineEdit::textChanged, &m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_rows->setFilter(m_filter->text()); });
    connect(&m_filterDelay, &QTimer::timeout, this, [this] { m_rows->setFilter(m_filter->text()); });

    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);
    return side;
}

void BrowserPage::setDisplaySql(bool on)
{
    m_tree->setDisplaySql(on);
    m_rows->setDisplaySql(on);
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
    m_filter->setFocus();
    m_filter->selectAll();
}

void BrowserPage::refresh()
{
    m_workspace.records().expire(); // The tree follows by its signal.
    m_rows->reload(m_workspace.click(tr("Refresh rows of %1").arg(m_rows->scope().table)));
}

void BrowserPage::showReview()
{
    ReviewDialog(m_workspace.records().pending(), m_workspace.schema(), this).exec();
}

void BrowserPage::copy(bool withHeaders)
{
    m_grid->copy(withHeaders);
}

void BrowserPage::onCurrentChanged(const QModelIndex &index)
{
    showScopeOf(index);
}

/// The grid shows what the tree has loaded; it never loads a relationship that nobody expanded.
void BrowserPage::showScopeOf(const QModelIndex &index)
{
    updateHeader(index);
    const auto kind = static_cast<RecordNodeKind>(index.data(RecordTreeModel::KindRole).toInt());
    const bool isSide = index.isValid() && kind == RecordNodeKind::Relationship;
    if (isSide && !m_tree->isLoaded(index)) {
        const bool isEmpty = index.data(RecordTreeModel::IsNullRole).toBool();
        m_notLoaded->setText(
            isEmpty
                ? tr("Nothing is linked here.")
                : tr("%1 is not loaded yet.\nExpand it (→) to load it.").arg(m_tree->trail(index).last()));
        m_stack->setCurrentWidget(m_notLoaded);
        return;
    }
    m_stack->setCurrentWidget(m_grid);
    const base::RowScope scope = m_tree->scopeOf(index);
    if (index.isValid() && kind == RecordNodeKind::Record)
        m_wantedRow = index.data(RecordTreeModel::KeyRole).value<base::RecordKey>();
    if (scope == m_rows->scope()) {
        selectRowOf(m_wantedRow);
        return;
    }
    const QSignalBlocker blocker(m_filter);
    m_filter->clear();
    m_rows->show(scope, m_workspace.click(
                            tr("Rows of %1").arg(scope.isRelationship() ? scope.relationship : scope.table)));
}

void BrowserPage::updateHeader(const QModelIndex &index)
{
    m_trail->setParts(m_tree->trail(index));
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
    const QString count = QLocale().toString(m_rows->storedRows());
    m_rowCount->setText(m_rows->hasMore()
                            ? tr("%1+ rows").arg(count)
                            : (m_rows->storedRows() == 1 ? tr("1 row") : tr("%1 rows").arg(count)));
    if (m_fitted != m_rows->scope()) {
        m_fitted = m_rows->scope();
        m_refits = true;
        m_grid->fitColumns();
    }
    selectRowOf(m_wantedRow);
    selectWanted();
}

void BrowserPage::showRowWith(const QStringList &columns, const base::Values &values)
{
    m_wantedColumns = columns;
    m_wantedValues = values;
    const base::RowScope whole = {m_tree->table(), {}, {}};
    if (m_rows->scope() != whole)
        m_rows->show(whole, m_workspace.click(tr("Rows of %1").arg(m_tree->table())));
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
        m_filter->setText(
            m_wantedValues.first().toText()); // Not on the first page: let the database find it.
        m_rows->setFilter(m_filter->text());
    }
}

} // namespace relata::ui
