#include "mainwindow.h"

#include "core/async/whendone.h"
#include "core/project/savedlayout.h"
#include "core/schema/viewcolumns.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"
#include "ui/insight/statementchart.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/changedschema.h"
#include "ui/shell/inspector.h"
#include "ui/shell/keptchanges.h"
#include "ui/shell/messageline.h"
#include "ui/shell/rowcounter.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/settings.h"
#include "ui/shell/startpage.h"
#include "ui/shell/wayback.h"
#include "ui/shell/textdialog.h"
#include "ui/shell/windowplacement.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShownAtOnce = 200;

} // namespace

MainWindow::MainWindow(Theme &theme, Settings &settings, QWidget *parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_settings(settings),
      m_placement(new WindowPlacement(this)),
      m_actions(new Actions(theme, this)),
      m_wayBack(std::make_unique<WayBack>())
{
    setObjectName(u"mainWindow"_s);
    setAcceptDrops(true);
    m_actions->fillMenuBar(menuBar());
    auto *toolBar = addToolBar(tr("Tools"));
    toolBar->setObjectName(u"toolBar"_s);
    toolBar->setMovable(false);
    toolBar->setIconSize({16, 16});
    toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_actions->fillToolBar(toolBar);

    makeCenter();
    makeDocks();
    fillStatusBar();
    connectActions();
    connectDiagram();
    connectPanels();
    m_layoutTimer.setSingleShot(true);
    m_layoutTimer.setInterval(400);
    connect(&m_layoutTimer, &QTimer::timeout, this, &MainWindow::saveLayout);
    m_placement->place({1280, 800}, m_settings.windowGeometry());
    restoreState(m_settings.windowState());
    showTitle();
    updateActions();
}

/// The tabs, and before a design is open the start page.
void MainWindow::makeCenter()
{
    m_diagram = new DiagramView(&m_document, &m_undoStack, &m_theme);
    m_schemaSql = new SchemaSqlPanel(m_document, m_theme);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setFocusPolicy(
        Qt::NoFocus); // Ctrl+Tab changes tabs; the focus belongs to what they show.
    m_tabs->addTab(m_diagram, tr("Diagram"));
    auto *start = new StartPage(m_theme, m_settings);
    m_center = new QStackedWidget;
    m_center->addWidget(start);
    m_center->addWidget(m_tabs);
    setCentralWidget(m_center);
    connect(start, &StartPage::openRequested, this,
            [this] { askForFile(base::ConnectionSettings::Mode::ReadWrite); });
    connect(start, &StartPage::drawRequested, this, &MainWindow::drawingRequested);
    connect(start, &StartPage::sampleRequested, this, [this] { emit sampleRequested(false); });
    connect(start, &StartPage::fileRequested, this, [this](const QString &file) {
        emit openRequested({file, base::ConnectionSettings::Mode::ReadWrite, 5000});
    });
}

MainWindow::~MainWindow()
{
    // What is seen uses the document, the stack and the workspace, which go before the child widgets would.
    m_undoStack.disconnect(this);
    m_document.disconnect(this);
    m_tabs->disconnect(this);
    closePages();
    delete m_schemaSql;
    delete takeCentralWidget();
}

void MainWindow::open(const base::ConnectionSettings &settings)
{
    if (m_isOpening)
        return;
    if (m_runningSave->isRunning()) {
        say(m_runningSave->words());
        return;
    }
    m_isOpening = true;
    m_openingName = settings.file.section(u'/', -1);
    showBusy();
    async::Workspace::open(settings, this, [this](async::Workspace::Opened workspace) {
        m_isOpening = false;
        showBusy();
        if (!workspace) {
            emit failed(workspace.error());
            return;
        }
        takeWorkspace(std::move(*workspace));
        emit opened();
    });
}

void MainWindow::startDrawing()
{
    closePages();
    m_runningSave->follow(nullptr);
    m_workspace.reset();
    schema::Schema empty;
    empty.engine = u"sqlite"_s;
    m_diagram->diagram()->setEditable(true);
    takeDocument(empty, {});
    m_diagram->setFocus();
}

void MainWindow::takeWorkspace(std::unique_ptr<async::Workspace> workspace)
{
    closePages();
    m_editsOnTheWay = 0;
    std::unique_ptr<async::Workspace> before = std::exchange(m_workspace, std::move(workspace));
    m_runningSave->follow(&m_workspace->records());
    m_wantedView.clear();
    m_statements->clear();
    m_chart->clear();
    connect(m_workspace.get(), &async::Workspace::statementRan, m_statements, &StatementsPanel::append);
    connect(m_workspace.get(), &async::Workspace::statementRan, m_chart, &StatementChart::append);
    connect(m_workspace.get(), &async::Workspace::busyChanged, this, &MainWindow::showBusy);
    connect(&m_workspace->records(), &async::Records::pendingChanged, this, &MainWindow::updateActions);
    connect(m_workspace.get(), &async::Workspace::schemaChanged, this, &MainWindow::followSchema);
    connect(m_workspace.get(), &async::Workspace::fileLost, this, &MainWindow::tellLostFile);
    m_diagram->diagram()->setEditable(false,
                                      tr("This diagram shows an existing database, whose schema cannot be "
                                         "changed here yet. File > New drawing starts one that can."));
    const schema::Schema schema = m_workspace->schema();
    takeDocument(schema, project::loadLayout(Settings::layoutFolder(), m_workspace->canonicalFile(), schema));
    m_settings.addRecentFile(m_workspace->canonicalFile());
    m_counter = new RowCounter(*m_workspace, m_workspace.get());
    connect(m_counter, &RowCounter::counted, this, [this](const QString &table, qint64 rows) {
        m_schemaTree->setRowCount(table, rows);
        if (const schema::Table *counted = m_document.schema().table(table))
            m_diagram->diagram()->setRowCount(counted->id, rows);
        if (BrowserPage *page = pageOf(table))
            page->setRowCount(rows);
    });
    m_counter->start();
    keepChanges(std::move(before));
    if (m_workspace->isReadOnly())
        say(m_workspace->readOnlyReason());
}

/// What waited in the workspace before is offered here, once its journal is free.
void MainWindow::keepChanges(std::unique_ptr<async::Workspace> before)
{
    m_kept = new KeptChanges(*m_workspace, this, m_workspace.get());
    connect(m_kept, &KeptChanges::statusText, this, &MainWindow::say);
    if (!before) {
        m_kept->start();
        return;
    }
    before->disconnect();
    before->records().disconnect();
    const std::shared_ptr<async::Workspace> going = std::move(before); // A lambda has to be copyable.
    async::whenDone(going->letGoOfEdits(), m_kept,
                    [kept = m_kept, going](const base::Done &) { kept->start(); });
}

/// Places of cards stay, as tables keep their ids.
void MainWindow::followSchema(const async::SchemaNews &news)
{
    const schema::Schema schema = m_workspace->schema();
    const project::DiagramLayout layout = layoutOf(schema, m_document.layout());
    m_undoStack.clear();
    m_document.reset(schema, layout);
    m_schemaTree->setSchema(schema);
    m_inspector->showNothing(schema);
    renewPages(*m_tabs, schema, [this](const QString &table) { return makePage(table); });
    m_counter->start();
    showTitle();
    updateActions();
    if (!news.isOnlyViews)
        say(tr("Another program has changed the tables; they have been read again."));
    browseWantedView();
    if (news.homeless.isEmpty())
        return;
    auto *dialog =
        new TextDialog(tr("Changes without a place"),
                       tr("Another program has changed the tables. These changes waited for Save and "
                          "have no place in them any more; all others still wait."),
                       news.homeless.join(u'\n'), this);
    dialog->setObjectName(u"homelessEdits"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addCloseButton(tr("Close"));
    dialog->open();
}

/// The window keeps showing what was read. Nothing is lost by looking at it, and nothing can be saved.
void MainWindow::tellLostFile(const base::Error &error)
{
    say(error.sentence);
    if (findChild<QDialog *>(u"lostFile"_s))
        return;
    auto *dialog = new TextDialog(tr("The file has changed"), error.sentence + u' ' + error.hint, {}, this);
    dialog->setObjectName(u"lostFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->addCloseButton(tr("Not now"));
    if (m_kept->isKept() || m_workspace->records().pending().isEmpty()) {
        QPushButton *reopen = dialog->addButton(tr("Reopen"), QDialogButtonBox::AcceptRole);
        connect(reopen, &QPushButton::clicked, this, [this] { open(m_workspace->settings()); });
    }
    dialog->open();
}

void MainWindow::takeDocument(const schema::Schema &schema, const project::DiagramLayout &layout)
{
    m_hasDocument = true;
    m_undoStack.clear();
    m_document.reset(schema, layout);
    m_schemaTree->clear();
    // The diagram of many tables takes long enough: what stands beside it follows in events of its own.
    const auto way = schema.tables.size() > kShownAtOnce ? Qt::QueuedConnection : Qt::DirectConnection;
    QMetaObject::invokeMethod(this, &MainWindow::listTables, way);
    QMetaObject::invokeMethod(this, &MainWindow::describeDocument, way);
    m_center->setCurrentWidget(m_tabs);
    m_tabs->setCurrentWidget(m_diagram);
    m_diagram->setFocus();
    updateActions();
}

void MainWindow::listTables()
{
    m_schemaTree->setSchema(m_document.schema());
    m_schemaTree->setDatabaseName(m_workspace ? m_workspace->canonicalFile().section(u'/', -1)
                                              : tr("drawing"));
}

void MainWindow::describeDocument()
{
    m_inspector->showNothing(m_document.schema());
    showTitle();
}

BrowserPage *MainWindow::browse(const QString &table)
{
    const schema::Table *described = m_workspace ? m_workspace->schema().table(table) : nullptr;
    if (!described) {
        say(m_workspace ? tr("There is no table '%1'.").arg(table)
                        : tr("A drawing has no rows yet: File > Create database makes it one."));
        return nullptr;
    }
    if (schema::isUnreadView(*described)) {
        say(tr("The columns of the view '%1' are being read first; this may take long.").arg(table));
        m_wantedView = described->name;
        m_workspace->readView(described->name);
        return nullptr;
    }
    if (BrowserPage *page = pageOf(described->name)) {
        m_tabs->setCurrentWidget(page);
        page->treeView().setFocus();
        return page;
    }
    BrowserPage *page = makePage(described->name);
    const int at = m_tabs->addTab(page, menuWords(described->name));
    m_tabs->setTabToolTip(at, toolTipOf(described->name));
    m_tabs->setCurrentIndex(at);
    page->treeView().setFocus();
    return page;
}

/// A view that somebody wanted to browse before its columns were known.
void MainWindow::browseWantedView()
{
    const schema::Table *view = m_workspace->schema().table(m_wantedView);
    if (!view || schema::isUnreadView(*view))
        return;
    m_wantedView.clear();
    browse(view->name);
}

BrowserPage *MainWindow::makePage(const QString &table)
{
    auto *page = new BrowserPage(*m_workspace, m_theme, table);
    page->setRowCount(m_counter->rowsOf(table));
    page->setDisplaySql(m_settings.displaySql());
    connect(page, &BrowserPage::statusText, this, &MainWindow::say);
    connect(page, &BrowserPage::saveRequested, this, &MainWindow::save);
    connect(page, &BrowserPage::discardRequested, this, &MainWindow::discard);
    connect(page, &BrowserPage::parentRequested, this, &MainWindow::browseParent);
    connect(page, &BrowserPage::editingChanged, this, [this, page] { followEditor(*page); });
    return page;
}

bool MainWindow::waitsForEditors(std::function<void()> then)
{
    if (!m_diagram->commitEditor()) {
        m_tabs->setCurrentWidget(m_diagram);
        return true;
    }
    bool waits = m_editsOnTheWay > 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *page = qobject_cast<BrowserPage *>(m_tabs->widget(i));
        waits = (page && page->commitEditor()) || waits;
    }
    if (waits)
        async::whenDone(m_workspace->records().settled(), this,
                        [then = std::move(then)](const base::Done &) { then(); });
    return waits;
}

BrowserPage *MainWindow::pageOf(const QString &table) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        auto *page = qobject_cast<BrowserPage *>(m_tabs->widget(i));
        if (page && page->table() == table)
            return page;
    }
    return nullptr;
}

/// What was typed takes a moment to the session; Save is possible meanwhile.
void MainWindow::followEditor(const BrowserPage &page)
{
    if (!page.isEditing() && m_workspace) {
        ++m_editsOnTheWay;
        async::whenDone(m_workspace->records().settled(), this, [this](const base::Done &) {
            --m_editsOnTheWay;
            updateActions();
        });
    }
    updateActions();
}

BrowserPage *MainWindow::currentPage() const
{
    return qobject_cast<BrowserPage *>(m_tabs->currentWidget());
}

void MainWindow::browseParent(const QString &table, const QStringList &columns, const base::Values &values)
{
    BrowserPage *from = currentPage();
    const auto place = from ? from->place() : BrowserPage::Place();
    BrowserPage *page = browse(table);
    if (!page)
        return;
    if (from)
        m_wayBack->remember(from, place);
    page->showRowWith(columns, values);
    updateActions();
}

void MainWindow::goBack()
{
    if (BrowserPage *page = m_wayBack->go())
        m_tabs->setCurrentWidget(page);
    updateActions();
}

void MainWindow::closePages()
{
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        QWidget *page = m_tabs->widget(i);
        if (page != m_diagram && page != m_schemaSql)
            delete page;
    }
}

void MainWindow::showSelection(const QList<base::TableId> &tables, const QList<base::LinkId> &links)
{
    if (tables.size() == 1) {
        m_inspector->showTable(m_document.schema(), tables.first());
        m_schemaTree->selectTable(tables.first());
    } else if (tables.isEmpty() && links.size() == 1) {
        m_inspector->showLink(m_document.schema(), links.first());
    } else {
        m_inspector->showNothing(m_document.schema());
    }
    updateActions();
}

void MainWindow::saveLayout()
{
    if (m_workspace)
        static_cast<void>(project::saveLayout(Settings::layoutFolder(), m_workspace->canonicalFile(),
                                              m_document.schema(), m_document.layout()));
}

void MainWindow::say(const QString &text)
{
    m_message->say(text);
}

} // namespace relata::ui
