#include "rowspane.h"

#include "core/async/whendone.h"
#include "ui/browser/findbar.h"
#include "ui/browser/gridheader.h"
#include "ui/browser/rowsstack.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

RowsPane::RowsPane(async::Workspace &workspace, const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_rows(new RecordTableModel(workspace.records(), workspace.pages(), workspace.schema(),
                                  causeMaker(workspace), this)),
      m_header(new GridHeader(this)),
      m_grid(new RecordGrid(*m_rows, theme, questions(), this)),
      m_stack(new RowsStack(m_grid, this)),
      m_findBar(new FindBar(this)),
      m_empty(new QLabel(m_grid->viewport()))
{
    if (workspace.isReadOnly())
        m_grid->setReadOnly(workspace.readOnlyReason());
    layOut();
    connect(m_header, &GridHeader::filterChanged, this, [this](const QString &text) {
        m_rows->setFilter(text);
        emit filterTyped(text);
    });
    connect(m_header, &GridHeader::cancelRequested, this, [this] { m_workspace.cancel(); });
    connect(m_grid, &RecordGrid::statusText, this, &RowsPane::statusText);
    connect(m_findBar, &FindBar::findRequested, this, [this](const QString &text, bool backwards) {
        m_findBar->showResult(m_grid->find(text, backwards));
    });
    connect(m_findBar, &FindBar::closed, m_grid, qOverload<>(&QWidget::setFocus));
    connectRows();
}

/// A grid without rows says why, and what to do.
void RowsPane::showEmptiness()
{
    const bool isEmpty = m_rows->rowCount() == 0 && !m_rows->isLoading() && m_rows->table();
    m_empty->setVisible(isEmpty);
    if (!isEmpty)
        return;
    const bool mayAdd = m_rows->whyNoRowCanBeAdded().isEmpty() && !m_workspace.isReadOnly();
    m_empty->setText(!m_rows->filter().isEmpty() ? tr("No row contains this text.")
                     : mayAdd                    ? tr("No rows yet. Insert adds one.")
                                                 : tr("No rows."));
    m_empty->setGeometry(m_grid->viewport()->rect());
}

bool RowsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_grid->viewport() && event->type() == QEvent::Resize)
        m_empty->setGeometry(m_grid->viewport()->rect());
    return QWidget::eventFilter(watched, event);
}

void RowsPane::layOut()
{
    m_empty->setObjectName(u"noRows"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("dim", true);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_empty->hide();
    m_grid->viewport()->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);
    connect(m_stack, &QStackedWidget::currentChanged, this,
            [this] { m_header->setHasRows(m_stack->showsGrid()); });
}

RecordGrid::Questions RowsPane::questions()
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

void RowsPane::connectRows()
{
    // Who has refreshed another tab finds these rows as new as those; the page in front reads its own.
    connect(&m_workspace.records(), &async::Records::expired, this, [this] {
        if (!isVisible() && m_rows->table())
            m_rows->refresh(m_workspace.display(tr("Refresh %1").arg(m_rows->scope().table)));
    });
    connect(m_rows, &RecordTableModel::loaded, this, &RowsPane::onLoaded);
    connect(m_rows, &RecordTableModel::countChanged, this, &RowsPane::showCount);
    for (const auto came : {&RecordTableModel::loaded, &RecordTableModel::countChanged})
        connect(m_rows, came, m_stack, &RowsStack::leaveFailure);
    connect(m_rows, &RecordTableModel::titlesLoaded, this, [this] {
        if (m_refits && m_rows->storedRows() > 0)
            m_grid->fitColumns(); // Titles are wider than keys; only before the person has looked for long.
        m_refits = false;
    });
    connect(m_rows, &RecordTableModel::loadFailed, this, &RowsPane::onFailed);
    connect(m_rows, &RecordTableModel::rowAdded, this, [this](int row) {
        m_grid->setCurrentIndex(m_rows->index(row, m_rows->firstTypedColumn()));
        m_grid->scrollTo(m_grid->currentIndex());
        m_grid->setFocus();
    });
    // The first rows of a table are typed into columns that nothing has measured.
    connect(m_rows, &QAbstractItemModel::dataChanged, this, [this] {
        if (m_rows->storedRows() == 0 && !m_rows->isLoading())
            m_grid->fitColumns();
    });
    for (const auto changed : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_rows, changed, this, &RowsPane::showEmptiness);
    m_patience.setSingleShot(true);
    m_patience.setInterval(200);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &RowsPane::waitForRows);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_header->showSearching(m_rows->filter().isEmpty() ? tr("Loading…") : tr("Searching…"));
    });
}

void RowsPane::open(const base::RowScope &scope, const base::Cause &cause)
{
    m_whole = scope;
    m_rows->show(scope, cause);
}

void RowsPane::show(const base::RowScope &scope, const QString &words)
{
    m_stack->showGrid();
    if (scope == m_rows->scope())
        return;
    m_header->setFilterText({});
    m_rows->show(scope, m_workspace.click(words));
}

void RowsPane::filterBy(const QString &text)
{
    m_header->setFilterText(text);
    m_rows->setFilter(text);
}

void RowsPane::find()
{
    m_findBar->open();
}

void RowsPane::setTotal(const base::RowScope &whole, qint64 rows)
{
    m_whole = whole;
    m_total = rows;
    showCount();
}

void RowsPane::showCount()
{
    const bool isWhole = m_rows->scope() == m_whole && m_rows->filter().isEmpty();
    m_header->showCount(*m_rows, isWhole ? m_total : -1);
}

void RowsPane::goToWanted()
{
    const int row = m_wanted.row.isValid() ? m_rows->rowOf(m_wanted.row) : -1;
    if (row < 0)
        return;
    const int current = m_grid->currentIndex().isValid() ? m_grid->currentIndex().column() : 0;
    const int column = std::exchange(m_wanted.column, -1);
    m_grid->setCurrentIndex(m_rows->index(row, column >= 0 ? column : current));
    m_wanted.row = {};
    if (m_wanted.cursor >= 0)
        goOnTyping();
}

/// Once what was typed so far has come back from the session.
void RowsPane::goOnTyping()
{
    const QPersistentModelIndex cell = m_grid->currentIndex();
    async::whenDone(m_workspace.records().settled(), this,
                    [this, cell, cursor = std::exchange(m_wanted.cursor, -1)](const base::Done &) {
                        if (cell == m_grid->currentIndex() && m_grid->hasFocus())
                            m_grid->goOnTyping(cursor);
                    });
}

/// What the header says of the rows before is wrong at once; that others are searched for is said when it
/// takes long.
void RowsPane::waitForRows()
{
    m_header->showSearching({});
    m_empty->hide();
    m_patience.start();
}

void RowsPane::onFailed(const base::Error &error)
{
    m_patience.stop();
    showCount();
    if (m_rows->storedRows() == 0 && error.code == base::ErrorCode::Cancelled) {
        m_grid->tell(tr("The search was cancelled. Refresh (F5) starts it again."));
    } else if (m_rows->rowCount() > 0) {
        m_grid->offer(error.text(), tr("Try again"), [this] { emit refreshRequested(); });
    } else {
        m_stack->offerAgain(error.text());
        emit statusText(error.text());
    }
}

void RowsPane::readAgain(const base::Cause &cause)
{
    m_stack->showGrid();
    m_grid->setFocus();
    m_rows->reload(cause);
}

void RowsPane::onLoaded()
{
    m_patience.stop();
    showCount();
    showEmptiness();
    if (m_fitted != m_rows->scope()) {
        m_fitted = m_rows->storedRows() > 0 ? m_rows->scope() : base::RowScope(); // Else by what comes first.
        m_refits = true;
        m_grid->fitColumns();
    }
    goToWanted();
    m_wanted.row = {};
    m_wanted.cursor = -1;
    emit loaded();
    if (!std::exchange(m_enters, false))
        return;
    m_grid->setFocus();
    if (m_rows->rowCount() > 0)
        m_grid->setCurrentIndex(m_rows->index(0, 0));
}

} // namespace relata::ui
