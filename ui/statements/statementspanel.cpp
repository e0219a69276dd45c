#include "ui/statements/statementspanel.h"

#include "ui/statements/floodline.h"
#include "ui/statements/statementdelegate.h"
#include "ui/statements/statementdetail.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNarrowTree = 400;

} // namespace

StatementsPanel::StatementsPanel(const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_header(new PanelHeader(tr("Statements by click"), theme, this)),
      m_flood(new FloodLine(this)),
      m_splitter(new QSplitter(Qt::Horizontal, this)),
      m_tree(new QTreeView(m_splitter)),
      m_detail(new StatementDetail(theme, m_splitter)),
      m_empty(new QLabel(tr("Nothing has run yet"), m_tree))
{
    setObjectName(u"statementsPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_flood);
    layout->addWidget(m_splitter, 1);
    buildHeader();
    buildTree();
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_detail->hide();
    // Statements come in floods: the total and the place in the list follow once for all of them.
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        showTotal();
        if (m_follows)
            m_tree->scrollToBottom();
    });
    connect(&m_model, &StatementLogModel::totalChanged, &m_refresh, qOverload<>(&QTimer::start));
    connect(theme, &Theme::changed, this, &StatementsPanel::adoptTheme);
    adoptTheme();
    showTotal();
}

void StatementsPanel::append(const base::StatementRecord &record)
{
    m_model.append(record);
    m_refresh.start();
}

void StatementsPanel::clear()
{
    m_model.clear();
    m_flood->clear();
    m_follows = true;
    m_detail->hide();
}

void StatementsPanel::selectClick(quint64 click)
{
    const QModelIndex group = m_model.indexOfClick(click);
    if (!group.isValid())
        return;
    m_tree->expand(group);
    m_tree->setCurrentIndex(group);
    m_tree->scrollTo(group, QAbstractItemView::PositionAtTop);
    m_follows = isAtEnd();
}

void StatementsPanel::copySql()
{
    QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    for (int click = 0; !m_tree->selectionModel()->hasSelection() && click < m_tree->model()->rowCount();
         ++click)
        rows += m_tree->model()->index(click, 0); // Nothing is meant in particular.
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) {
        const auto place = [](const QModelIndex &index) {
            return index.parent().isValid() ? std::pair(index.parent().row(), index.row())
                                            : std::pair(index.row(), -1);
        };
        return place(a) < place(b);
    });
    QStringList statements;
    for (const QModelIndex &row : std::as_const(rows)) {
        if (row.parent().isValid() && rows.contains(row.parent()))
            continue; // Its click is copied as a whole.
        statements += row.data(StatementLogModel::SqlRole).toString();
    }
    if (!statements.isEmpty())
        QGuiApplication::clipboard()->setText(statements.join(u'\n'));
}

void StatementsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_tree->doItemsLayout();
}

bool StatementsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::Resize) {
        // The SQL needs the room more than numbers that the detail repeats.
        const bool isNarrow = m_tree->width() < kNarrowTree;
        m_tree->setColumnHidden(StatementLogModel::RowsColumn, isNarrow);
        m_tree->setColumnHidden(StatementLogModel::MillisecondsColumn, isNarrow);
        if (m_follows)
            QMetaObject::invokeMethod(m_tree, &QTreeView::scrollToBottom, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

void StatementsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() * 2 > height() * 3 ? Qt::Horizontal : Qt::Vertical);
}

void StatementsPanel::buildHeader()
{
    m_displayAction = new QAction(tr("Show what the display asks"), this);
    m_displayAction->setObjectName(u"statementsShowDisplay"_s);
    m_displayAction->setToolTip(tr("Show statements that only the display needs: titles of parents, counts"));
    m_displayAction->setCheckable(true);
    m_displayAction->setChecked(m_model.isDisplayShown());
    m_copyAction = new QAction(tr("Copy SQL"), this);
    m_copyAction->setObjectName(u"statementsCopySql"_s);
    m_copyAction->setShortcut(QKeySequence::Copy);
    m_copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_clearAction = new QAction(tr("Clear"), this);
    m_clearAction->setObjectName(u"statementsClear"_s);
    m_clearAction->setToolTip(tr("Forget the statements listed here"));
    connect(m_displayAction, &QAction::toggled, &m_model, &StatementLogModel::setDisplayShown);
    connect(m_displayAction, &QAction::toggled, this, &StatementsPanel::displayShownChanged);
    connect(m_copyAction, &QAction::triggered, this, &StatementsPanel::copySql);
    connect(m_clearAction, &QAction::triggered, this, &StatementsPanel::clear);
    for (QAction *action : {m_displayAction, m_copyAction, m_clearAction})
        m_header->addButton(action);
}

void StatementsPanel::buildTree()
{
    m_tree->setObjectName(u"statementsTree"_s);
    m_tree->setAccessibleName(tr("Statements by click"));
    m_tree->setProperty("rowLines", true);
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new StatementDelegate(m_theme, m_tree));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->installEventFilter(this);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_tree->addActions({m_copyAction, m_clearAction, m_displayAction});
    QHeaderView *columns = m_tree->header();
    columns->setStretchLastSection(false);
    columns->setSectionsMovable(false);
    columns->setMinimumSectionSize(56);
    columns->setSectionResizeMode(StatementLogModel::ClickColumn, QHeaderView::Stretch);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *overlay = new QVBoxLayout(m_tree->viewport());
    overlay->addWidget(m_empty);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &StatementsPanel::showCurrent);
    connect(&m_model, &QAbstractItemModel::modelReset, m_detail, &QWidget::hide);
    connect(m_tree->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this](int) {
        // The slider has its new position only when the event is through.
        QMetaObject::invokeMethod(
            this, [this] { m_follows = isAtEnd(); }, Qt::QueuedConnection);
    });
}

void StatementsPanel::adoptTheme()
{
    m_displayAction->setIcon(m_theme->icon(u"view"_s));
    m_copyAction->setIcon(m_theme->icon(u"copy"_s));
    m_clearAction->setIcon(m_theme->icon(u"clear"_s));
    const QFontMetrics metrics(m_theme->baseFont());
    const int padding = 24;
    m_tree->header()->resizeSection(StatementLogModel::StatementsColumn,
                                    metrics.horizontalAdvance(tr("Statements")) * 6 / 5 + padding);
    m_tree->header()->resizeSection(StatementLogModel::RowsColumn,
                                    metrics.horizontalAdvance(u"000,000"_s) + padding);
    m_tree->header()->resizeSection(StatementLogModel::MillisecondsColumn,
                                    metrics.horizontalAdvance(u"0,000.0"_s) + padding);
    if (m_detail->isVisible())
        m_detail->showStatement(m_tree->currentIndex().siblingAtColumn(0));
}

void StatementsPanel::showTotal()
{
    m_header->setNote(m_model.total());
    m_empty->setVisible(m_model.rowCount() == 0);
    m_empty->setText(m_model.isEmpty() ? tr("Nothing has run yet") : tr("No click has run a statement yet"));
    m_clearAction->setEnabled(!m_model.isEmpty());
    m_copyAction->setEnabled(m_model.rowCount() > 0);
}

void StatementsPanel::showCurrent(const QModelIndex &current)
{
    const bool isStatement = current.isValid() && current.parent().isValid();
    if (isStatement)
        m_detail->showStatement(current.siblingAtColumn(0));
    m_detail->setVisible(isStatement);
    if (current.isValid())
        emit clickSelected(current.data(StatementLogModel::ClickRole).toULongLong());
}

bool StatementsPanel::isAtEnd() const
{
    const QScrollBar *bar = m_tree->verticalScrollBar();
    return bar->value() >= bar->maximum() - bar->singleStep();
}

} // namespace relata::ui
