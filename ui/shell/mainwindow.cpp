#include "mainwindow.h"

#include "core/async/whendone.h"
#include "core/sql/ddlbuilder.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordtreeview.h"
#include "ui/commands/documentcommand.h"
#include "ui/diagram/diagramview.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/insight/statementchart.h"
#include "ui/problems/problemspanel.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/browsertabs.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/clipboardactions.h"
#include "ui/shell/databasenotices.h"
#include "ui/shell/designfiles.h"
#include "ui/shell/designfindings.h"
#include "ui/shell/detailsdock.h"
#include "ui/shell/differencepill.h"
#include "ui/shell/editortabs.h"
#include "ui/shell/floodadvice.h"
#include "ui/shell/inspector.h"
#include "ui/shell/keysdialog.h"
#include "ui/shell/lessonwindow.h"
#include "ui/shell/messageline.h"
#include "ui/shell/modelcodepanel.h"
#include "ui/shell/rowcounter.h"
#include "ui/shell/rowsaving.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/selectiondetails.h"
#include "ui/shell/settings.h"
#include "ui/shell/settingsdialog.h"
#include "ui/shell/startpage.h"
#include "ui/shell/statementdocks.h"
#include "ui/shell/statusfacts.h"
#include "ui/shell/windowplacement.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/messagebox.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPointer>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>

#include <utility>

namespace relata::ui {

using namespace Qt::StringLiterals;
using Mode = base::ConnectionSettings::Mode;

namespace {

constexpr qsizetype kShownAtOnce = 200;

} // namespace

MainWindow::MainWindow(Theme &theme, Settings &settings, QWidget *parent)
    : QMainWindow(parent),
      m_theme(theme),
      m_settings(settings),
      m_placement(new WindowPlacement(this)),
      m_actions(new Actions(theme, this)),
      m_open(std::make_unique<open::OpenDesign>(Settings::layoutFolder())),
      m_document(m_open->document())
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
    makeHelpers();
    connectActions();
    connectDiagram();
    connectPanels();
    connectDesign();
    m_placement->place({1280, 800}, m_settings.windowGeometry());
    restoreState(m_settings.windowState());
    m_detailsDock->begin();
    showTitle();
    updateActions();
}

/// The tabs, and before a design is open the start page.
void MainWindow::makeCenter()
{
    m_diagram = new DiagramView(&m_document, &m_undoStack, &m_theme);
    m_diagram->diagram()->setEditable(true);
    m_pill = new DifferencePill(m_document, m_theme, m_diagram);
    connect(m_pill, &DifferencePill::reviewRequested, this, &MainWindow::showSchemaSql);
    connect(m_diagram, &DiagramView::typingChanged, m_pill, &DifferencePill::setCovered);
    m_schemaSql = new SchemaSqlPanel(m_document, m_theme);
    m_models = new ModelCodePanel(m_document, m_theme);
    connect(m_models, &ModelCodePanel::changeRequested, this, &MainWindow::makeChange);
    connect(m_models, &ModelCodePanel::statusText, this, &MainWindow::say);
    connect(m_models, &ModelCodePanel::failed, this, &MainWindow::failed);
    connect(m_models, &ModelCodePanel::placeChosen, this, [this](const models::About &about) {
        const schema::Table *table = m_document.schema().table(about.table);
        if (table)
            showPlace({{}, about.relationship, table->name, about.column, about.link});
    });
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"tabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setMovable(true);
    m_tabs->tabBar()->setFocusPolicy(
        Qt::NoFocus); // Ctrl+Tab changes tabs; the focus belongs to what they show.
    m_tabs->addTab(m_diagram, tr("Diagram"));
    m_editors = new EditorTabs(*m_tabs, m_document, m_theme, this);
    connect(m_editors, &EditorTabs::changeRequested, this, &MainWindow::makeChange);
    m_pages = new BrowserTabs(*m_tabs, *m_actions, m_theme, m_settings, this);
    connect(m_pages, &BrowserTabs::statusText, this, &MainWindow::say);
    connect(m_pages, &BrowserTabs::saveRequested, this, &MainWindow::save);
    connect(m_pages, &BrowserTabs::discardRequested, this, &MainWindow::discard);
    connect(m_pages, &BrowserTabs::changed, this, &MainWindow::updateActions);
    connect(m_pages, &BrowserTabs::pageMade, this, [this](BrowserPage *page) {
        page->setRowCount(m_counter->rowsOf(page->table()));
        connect(&page->treeView(), &RecordTreeView::loadedOneByOne, m_floodAdvice, &FloodAdvice::note);
    });
    m_start = new StartPage(m_theme, m_settings);
    m_center = new QStackedWidget;
    m_center->addWidget(m_start);
    m_center->addWidget(m_tabs);
    setCentralWidget(m_center);
    connect(m_start, &StartPage::openRequested, this, [this] { m_files->askToOpen(Mode::ReadWrite); });
    connect(m_start, &StartPage::drawRequested, this, &MainWindow::drawingRequested);
    connect(m_start, &StartPage::lessonsRequested, this, &MainWindow::showLessons);
    connect(m_start, &StartPage::sampleRequested, this, [this] { emit sampleRequested(false); });
    connect(m_start, &StartPage::fileRequested, this, [this](const QString &file) {
        emit openRequested({file, Mode::ReadWrite, 5000});
    });
    connect(m_start, &StartPage::againRequested, this, [this] { open(m_open->wanted()); });
}

void MainWindow::makeDocks()
{
    m_schemaTree = new SchemaTreePanel(&m_theme);
    m_inspector = new Inspector(m_theme);
    m_statements = new StatementsPanel(&m_theme);
    m_chart = new StatementChart(&m_theme);
    m_problems = new ProblemsPanel(&m_theme);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_actions->viewMenu()->addSeparator();
    auto *schemaDock = addDock(u"schemaDock"_s, tr("Schema"), m_schemaTree, Qt::LeftDockWidgetArea);
    schemaDock->setTitleBarWidget(m_schemaTree->header());
    auto *inspectorDock = addDock(u"inspectorDock"_s, tr("Details"), m_inspector, Qt::RightDockWidgetArea);
    inspectorDock->setTitleBarWidget(new PanelHeader(tr("Details"), &m_theme, inspectorDock));
    auto *statementsDock =
        addDock(u"statementsDock"_s, tr("Statements by click"), m_statements, Qt::BottomDockWidgetArea);
    statementsDock->setTitleBarWidget(m_statements->header());
    auto *chartDock = addDock(u"chartDock"_s, tr("Statements over time"), m_chart, Qt::BottomDockWidgetArea);
    chartDock->setTitleBarWidget(new PanelHeader(tr("Statements over time"), &m_theme, chartDock));
    splitDockWidget(statementsDock, chartDock, Qt::Horizontal);
    m_problemsDock = addDock(u"problemsDock"_s, tr("Problems"), m_problems, Qt::BottomDockWidgetArea);
    m_problemsDock->setTitleBarWidget(m_problems->header());
    tabifyDockWidget(statementsDock, m_problemsDock);
    m_problemsDock->hide(); // The status bar counts them and leads here.
    // The chart belongs to the statements: problems need the whole width.
    connect(m_problemsDock, &QDockWidget::visibilityChanged, chartDock,
            [chartDock, isWanted = true](bool isShown) mutable {
                if (isShown)
                    isWanted = chartDock->isVisible();
                chartDock->setVisible(!isShown && isWanted);
            });
    m_statementDocks = new StatementDocks(*this, {statementsDock, chartDock}, *(*m_actions)[u"statements"_s],
                                          m_theme, m_settings);
    m_statementDocks->makeRoomFor(*m_problemsDock);
    m_detailsDock = new DetailsDock(*this, *inspectorDock, m_settings);
    resizeDocks({schemaDock, inspectorDock}, {240, 320}, Qt::Horizontal);
    resizeDocks({statementsDock, chartDock}, {560, 300}, Qt::Horizontal);
    resizeDocks({statementsDock}, {m_settings.statementsHeight()}, Qt::Vertical);
}

QDockWidget *MainWindow::addDock(const QString &id, const QString &title, QWidget *content,
                                 Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(id);
    dock->setWidget(content);
    addDockWidget(area, dock);
    QAction *toggle = dock->toggleViewAction();
    toggle->setShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + m_dockCount++)));
    m_actions->viewMenu()->addAction(toggle);
    return dock;
}

void MainWindow::fillStatusBar()
{
    m_facts = new StatusFacts(this);
    m_message = new MessageLine(*statusBar(), m_facts);
    m_busy = new BusyIndicator(m_theme, this);
    m_zoomLabel = new QLabel(u"100 %"_s, this);
    m_zoomLabel->setProperty("dim", true);
    statusBar()->addWidget(m_facts);
    statusBar()->addPermanentWidget(m_message);
    statusBar()->addPermanentWidget(m_busy);
    statusBar()->addPermanentWidget(m_zoomLabel);
    statusBar()->setSizeGripEnabled(false);
    connect(m_facts, &StatusFacts::problemsRequested, this, &MainWindow::showProblems);
}

/// Who asks a person, and tells what became of it.
void MainWindow::makeHelpers()
{
    m_files = new DesignFiles(*m_open, m_settings, this);
    connect(m_files, &DesignFiles::openRequested, this, &MainWindow::openRequested);
    connect(m_files, &DesignFiles::statusText, this, &MainWindow::say);
    connect(m_files, &DesignFiles::failed, this, &MainWindow::failed);
    m_notices = new DatabaseNotices(*m_open, *m_message, this);
    connect(m_notices, &DatabaseNotices::saveDesignAsRequested, m_files, &DesignFiles::saveAs);
    connect(m_notices, &DatabaseNotices::reopenRequested, this, [this] { open(workspace()->settings()); });
    m_rowSaving = new RowSaving(*m_message, m_settings, this);
    connect(m_rowSaving, &RowSaving::closeRequested, this, &MainWindow::close);
    connect(m_rowSaving, &RowSaving::saveRequested, this, &MainWindow::save);
    connect(m_rowSaving, &RowSaving::rowRefused, this, [this](const base::RecordKey &row) {
        if (BrowserPage *page = currentPage())
            page->leadTo(row);
    });
    connect(m_rowSaving, &RowSaving::connectionLost, m_notices, &DatabaseNotices::tellLost);
}

void MainWindow::showTitle()
{
    const QString name = !m_open->name().isEmpty() ? m_open->name()
                         : m_open->isThere()       ? tr("New drawing")
                                                   : QString();
    const QString mark = m_open->unsaved().isEmpty() ? QString() : u"*"_s;
    setWindowTitle(name.isEmpty() ? tr("Relata") : tr("%1 — Relata").arg(mark + windowTitleWords(name)));
    if (m_open->isThere())
        m_facts->show(*m_open, name);
}

void MainWindow::connectDiagram()
{
    DiagramScene *scene = m_diagram->diagram();
    connect(scene, &DiagramScene::tableActivated, this, &MainWindow::browseDrawn);
    connect(scene, &DiagramScene::tableEditRequested, this, &MainWindow::editTable);
    connect(m_inspector, &Inspector::editRequested, this, &MainWindow::editTable);
    m_details = new SelectionDetails(m_document, m_open->predictor(), *m_diagram, *m_inspector,
                                     *m_detailsDock, m_theme, this);
    connect(m_details, &SelectionDetails::changeRequested, this, &MainWindow::makeChange);
    connect(m_editors, &EditorTabs::linkRequested, m_details, &SelectionDetails::editLink);
    connect(m_details, &SelectionDetails::tableSelected, m_schemaTree, &SchemaTreePanel::selectTable);
    connect(m_details, &SelectionDetails::selectionShown, this, &MainWindow::updateActions);
    connect(scene, &DiagramScene::problemReported, this, &MainWindow::say);
    connect(scene, &DiagramScene::statusText, this, &MainWindow::say);
    connect(scene, &DiagramScene::copySqlRequested, this, &MainWindow::copyTableSql);
    connect(m_diagram, &DiagramView::zoomChanged, this,
            [this](double zoom) { m_zoomLabel->setText(tr("%1 %").arg(qRound(zoom * 100))); });
    connect(&scene->arranger(), &DiagramArranger::workChanged, this, &MainWindow::showBusy);
    connect(&m_document, &project::DesignDocument::changed, this,
            [this](const project::DocumentChange &change) {
                if (project::changesSchema(change)) {
                    m_schemaTree->setSchema(m_document.schema());
                    showTitle();
                }
                updateActions();
            });
    connect(&m_undoStack, &QUndoStack::indexChanged, this, [this] {
        m_message->unsay(m_takenBack); // The next step makes old news of it.
        updateActions();
    });
}

void MainWindow::showProblems()
{
    m_problemsDock->show();
    m_problemsDock->raise();
    m_problems->view().setFocus();
}

/// Shows what a finding is about, in the diagram and the details.
void MainWindow::showPlace(const mapping::Place &where)
{
    m_tabs->setCurrentWidget(m_diagram);
    m_details->showPlace(where);
}

void MainWindow::connectPanels()
{
    m_findings = new DesignFindings(m_document, m_undoStack, *m_problems, *m_inspector, this);
    connect(m_findings, &DesignFindings::placeChosen, this, &MainWindow::showPlace);
    connect(m_findings, &DesignFindings::statusText, this, &MainWindow::say);
    connect(m_problems, &ProblemsPanel::totalChanged, this,
            [this] { m_facts->setProblems(m_problems->total()); });
    connect(m_schemaTree, &SchemaTreePanel::tableChosen, this, [this](base::TableId id) {
        m_details->showTable(id);
        m_detailsDock->come();
        if (m_tabs->currentWidget() == m_diagram)
            m_diagram->showTable(id);
    });
    connect(m_schemaTree, &SchemaTreePanel::tableActivated, this, &MainWindow::browseDrawn);
    connect(m_schemaTree, &SchemaTreePanel::tableFound, this, [this](base::TableId id) {
        if (m_tabs->currentWidget() != m_diagram)
            return browseDrawn(id);
        m_diagram->showTable(id);
        m_diagram->setFocus();
    });
    connect(m_chart, &StatementChart::clickChosen, m_statements, &StatementsPanel::selectClick);
    connect(m_statements, &StatementsPanel::clickSelected, m_chart, &StatementChart::chooseClick);
    m_floodAdvice = new FloodAdvice(m_document, m_open->predictor(), m_statements->flood(), this);
    connect(m_floodAdvice, &FloodAdvice::changeRequested, this, &MainWindow::makeChange);
    connect(m_floodAdvice, &FloodAdvice::given, this, [this](const QString &words, const QString &button) {
        if (!m_statementDocks->isOpen())
            m_message->offer(words, button, [this] { m_floodAdvice->follow(); });
    });
    m_chart->setDisplayShown(false); // A flood is what clicks cost; titles and counts would bury it.
    connect(m_busy, &BusyIndicator::cancelRequested, this, &MainWindow::cancelWork);
    connect(&m_rowSaving->running(), &RunningSave::changed, this, &MainWindow::showBusy);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::followTab);
    const auto listRecent = [this] { m_files->listRecent(*m_actions->recentMenu()); };
    connect(&m_settings, &Settings::recentFilesChanged, this, listRecent);
    connect(&m_settings, &Settings::changed, this, &MainWindow::updateActions);
    listRecent();
}

/// The details and the schema's tree tell about the table of the tab.
void MainWindow::followTab()
{
    if (m_tabs->currentWidget() != m_diagram)
        m_diagram->commitEditor();
    m_pages->showFront();
    const BrowserPage *page = currentPage();
    const schema::Table *table = page ? m_document.schema().table(page->table()) : nullptr;
    if (const TableEditor *editor = m_editors->current())
        table = m_document.schema().table(editor->table());
    if (table) {
        m_details->showTable(table->id);
        m_schemaTree->selectTable(table->id);
    } else if (m_tabs->currentWidget() == m_diagram) {
        m_details->showSelected();
        const QList<base::TableId> selected = m_diagram->diagram()->selectedTables();
        m_schemaTree->selectTable(selected.size() == 1 ? selected.first() : base::TableId());
    }
    updateActions();
}

MainWindow::~MainWindow()
{
    m_open->beginToClose(); // The database's threads end while the widgets go.
    m_open->disconnect(this);
    keeper().disconnect(this);
    // What is seen uses the document, the stack and the workspace, which go before the child widgets would.
    m_undoStack.disconnect(this);
    m_document.disconnect(this);
    delete std::exchange(m_statementDocks, nullptr); // It follows its docks, which go one by one.
    delete std::exchange(m_editors, nullptr);
    m_tabs->disconnect(this);
    closePages();
    delete m_schemaSql;
    delete m_models;
    delete takeCentralWidget();
}

void MainWindow::connectDesign()
{
    connect(m_open.get(), &open::OpenDesign::openingChanged, this, [this] {
        m_start->say(m_open->isOpening() ? openingWords() : QString());
        showBusy();
    });
    connect(m_open.get(), &open::OpenDesign::fileUsed, &m_settings, &Settings::addRecentFile);
    connect(m_open.get(), &open::OpenDesign::aboutToShow, this, &MainWindow::letGoOfRows);
    connect(m_open.get(), &open::OpenDesign::shown, this, &MainWindow::showDesign);
    connect(m_open.get(), &open::OpenDesign::schemaChanged, this, &MainWindow::followSchema);
    connect(m_open.get(), &open::OpenDesign::databaseMade, this, [this](const QString &file) {
        emit openRequested({file, Mode::ReadWrite, 5000});
    });
    connect(m_open.get(), &open::OpenDesign::failed, this, &MainWindow::tellNotOpened);
    connect(m_open.get(), &open::OpenDesign::applyingChanged, this, [this] {
        showBusy();
        updateActions();
    });
    connect(m_schemaSql, &SchemaSqlPanel::applyRequested, m_files, &DesignFiles::askToApply);
    connect(&m_document, &project::DesignDocument::wasReset, &m_undoStack, &QUndoStack::clear);
    connect(&keeper(), &open::DesignKeeper::changed, this, &MainWindow::updateActions);
    connect(&keeper(), &open::DesignKeeper::keepingFailed, this,
            [this](const base::Error &error) { say(tr("Your design cannot be kept. ") + error.text()); });
}

void MainWindow::open(const base::ConnectionSettings &settings)
{
    if (m_rowSaving->running().isRunning())
        say(m_rowSaving->running().words());
    else
        m_open->open(settings);
}

QString MainWindow::openingWords() const
{
    return tr("Opening %1…").arg(inOneShortLine(m_open->wanted().file.section(u'/', -1), 60));
}

/// Who waits for the lock of another program looks at the start page.
void MainWindow::tellNotOpened(const base::Error &error)
{
    if (error.code == base::ErrorCode::DatabaseLocked)
        m_start->offerAgain(error.text());
    emit failed(error);
}

void MainWindow::letGoOfRows()
{
    closePages();
    m_pages->setWorkspace(nullptr);
    m_rowSaving->follow(nullptr);
}

/// Shows the design that is open now.
void MainWindow::showDesign(const QString &words)
{
    if (workspace())
        connectDatabase();
    showDocument();
    if (workspace()) {
        countRows();
        m_notices->tellOpened(words, m_open->takeFormer());
    } else if (!words.isEmpty()) {
        say(words);
    }
    emit opened();
}

void MainWindow::connectDatabase()
{
    m_pages->setWorkspace(workspace());
    m_rowSaving->follow(workspace());
    m_statements->clear();
    m_chart->clear();
    connect(workspace(), &async::Workspace::statementRan, m_statements, &StatementsPanel::append);
    connect(workspace(), &async::Workspace::statementRan, m_chart, &StatementChart::append);
    connect(workspace(), &async::Workspace::statementRan, m_statementDocks, &StatementDocks::note);
    connect(workspace(), &async::Workspace::busyChanged, this, &MainWindow::showBusy);
    connect(&workspace()->records(), &async::Records::pendingChanged, this, &MainWindow::updateActions);
    connect(workspace(), &async::Workspace::fileLost, m_notices, &DatabaseNotices::tellLost);
}

void MainWindow::countRows()
{
    m_counter = new RowCounter(*workspace(), workspace());
    connect(m_counter, &RowCounter::counted, this, [this](const QString &table, qint64 rows) {
        m_schemaTree->setRowCount(table, rows);
        if (const schema::Table *counted = m_document.schema().table(table)) {
            m_diagram->diagram()->setRowCount(counted->id, rows);
            m_details->setRowCount(counted->id, rows);
        }
        if (BrowserPage *page = m_pages->pageOf(table))
            page->setRowCount(rows);
    });
    m_counter->start();
}

void MainWindow::followSchema(const async::SchemaNews &news)
{
    if (news.reason == async::SchemaNews::Reason::Declarations) {
        m_pages->followDeclarations();
        updateActions();
        return;
    }
    m_schemaTree->setSchema(m_document.schema());
    m_details->showNothing();
    m_pages->followTables();
    m_counter->start();
    showTitle();
    updateActions();
    m_notices->tellChanged(news);
}

void MainWindow::showDocument()
{
    m_pill->setHasDatabase(workspace() != nullptr);
    const mapping::MappedSchema &schema = m_document.schema();
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
    m_schemaTree->setDatabaseName(workspace() ? workspace()->identity().name() : tr("drawing"));
}

void MainWindow::describeDocument()
{
    m_details->showNothing();
    showTitle();
}

BrowserPage *MainWindow::browse(const QString &table)
{
    return m_pages->browse(table);
}

BrowserPage *MainWindow::currentPage() const
{
    return m_pages->current();
}

void MainWindow::browseDrawn(base::TableId table)
{
    if (const schema::Table *stored = workspace() ? m_document.baseline().table(table) : nullptr)
        browse(stored->name);
    else
        m_diagram->editTable(table); // It has no rows yet.
}

bool MainWindow::waitsForEditors(std::function<void()> then)
{
    if (!m_diagram->commitEditor()) {
        m_tabs->setCurrentWidget(m_diagram);
        return true;
    }
    if (!m_editors->commit())
        return true;
    const bool waits = m_pages->commitEditors();
    if (waits)
        async::whenDone(workspace()->records().settled(), this,
                        [then = std::move(then)](const base::Done &) { then(); });
    return waits;
}

void MainWindow::closePages()
{
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        QWidget *page = m_tabs->widget(i);
        if (page != m_diagram && page != m_schemaSql && page != m_models)
            delete page;
    }
}

/// A change that an editor wants.
void MainWindow::makeChange(const project::DocumentChange &change)
{
    const base::Done done = pushChange(m_undoStack, m_document, change);
    say(done ? tr("%1. Undo takes it back.").arg(change.text) : done.error().text());
}

void MainWindow::say(const QString &text)
{
    m_message->say(text);
}

void MainWindow::connectActions()
{
    connectViewActions();
    Actions &on = *m_actions;
    const auto connectTo = [this, &on](const QString &id, auto handler) {
        connect(on[id], &QAction::triggered, this, handler);
    };
    connectTo(u"newDrawing"_s, &MainWindow::drawingRequested);
    connectTo(u"open"_s, [this] { m_files->askToOpen(Mode::ReadWrite); });
    connectTo(u"openReadOnly"_s, [this] { m_files->askToOpen(Mode::ReadOnly); });
    connectTo(u"createDatabase"_s, [this] { m_files->askForNewDatabase(); });
    connectTo(u"resetSample"_s, &MainWindow::askToResetSample);
    connectTo(u"closeTab"_s, &MainWindow::closeCurrentTab);
    connectTo(u"quit"_s, [this] {
        if (!waitsForEditors(&QApplication::closeAllWindows))
            QApplication::closeAllWindows();
    });
    connectTo(u"undo"_s, [this] {
        const QString undone = m_undoStack.undoText();
        m_undoStack.undo();
        m_takenBack = tr("Taken back: %1.").arg(undone);
        say(m_takenBack);
    });
    connectTo(u"redo"_s, [this] {
        const QString redone = m_undoStack.redoText();
        m_undoStack.redo();
        say(tr("%1. Undo takes it back.").arg(redone));
    });
    m_clipboard = new ClipboardActions(
        *m_actions, *m_diagram, [this] { return currentPage(); }, this);
    connect(m_clipboard, &ClipboardActions::statusText, this, &MainWindow::say);
    connectTo(u"settings"_s, [this] { SettingsDialog(m_settings, this).exec(); });
    connectTo(u"learn"_s, &MainWindow::showLessons);
    connectTo(u"keys"_s, &MainWindow::showKeys);
    connectTo(u"about"_s, [this] { AboutDialog(m_theme, this).exec(); });
    connectTo(u"newTable"_s, [this] { m_diagram->newTable(); });
    connectTo(u"tableEditor"_s, &MainWindow::editChosen);
    connectTo(u"editTable"_s, [this] { m_diagram->editSelected(); });
    connectTo(u"removeSelected"_s, [this] { m_diagram->diagram()->removeSelected(); });
    connectTo(u"arrange"_s, [this] { m_diagram->arrange(); });
    connectTo(u"browse"_s, &MainWindow::browseSelected);
    connectTo(u"save"_s, &MainWindow::saveFront);
    connectTo(u"saveDesignAs"_s, [this] { m_files->saveAs(); });
    connectTo(u"discard"_s, &MainWindow::discard);
    connectTo(u"refresh"_s, &MainWindow::refresh);
    connectTo(u"cancel"_s, &MainWindow::cancelWork);
    connectTo(u"displaySql"_s, [this](bool on_) { m_settings.setDisplaySql(on_); });
    connectTo(u"refresh"_s, [this] {
        // Others may have added rows or removed some.
        if (const BrowserPage *page = currentPage())
            m_counter->start({page->table()});
        else if (workspace())
            m_counter->start();
    });
}

/// The View menu: what is shown, and how.
void MainWindow::connectViewActions()
{
    Actions &on = *m_actions;
    const auto connectTo = [this, &on](const QString &id, auto handler) {
        connect(on[id], &QAction::triggered, this, handler);
    };
    connectTo(u"diagram"_s, [this] { m_tabs->setCurrentWidget(m_diagram); });
    connectTo(u"schemaSql"_s, &MainWindow::showSchemaSql);
    connectTo(u"models"_s, &MainWindow::showModels);
    connectTo(u"problems"_s, &MainWindow::showProblems);
    connectTo(u"filterSchema"_s, [this] { m_schemaTree->focusFilter(); });
    connectTo(u"zoomIn"_s, [this] { m_diagram->zoomIn(); });
    connectTo(u"zoomOut"_s, [this] { m_diagram->zoomOut(); });
    connectTo(u"zoomReset"_s, [this] { m_diagram->resetZoom(); });
    connectTo(u"fit"_s, [this] { m_diagram->fit(); });
    connectTo(u"themeSystem"_s, [this] { m_settings.setTheme(Theme::Choice::System); });
    connectTo(u"themeLight"_s, [this] { m_settings.setTheme(Theme::Choice::Light); });
    connectTo(u"themeDark"_s, [this] { m_settings.setTheme(Theme::Choice::Dark); });
}

void MainWindow::updateActions()
{
    const bool pending = workspace() && !workspace()->records().pending().isEmpty();
    const bool onPage = currentPage() != nullptr;
    const bool editing = m_pages->isEditing();
    const bool onDiagram = m_open->isThere() && m_tabs->currentWidget() == m_diagram;
    const bool selected =
        !m_diagram->diagram()->selectedTables().isEmpty() || !m_diagram->diagram()->selectedLinks().isEmpty();
    Actions &on = *m_actions;
    on.setEnabled({u"discard"_s}, pending || editing);
    on.setEnabled({u"save"_s}, onPage ? pending || editing : m_open->isThere());
    on.setEnabled({u"saveDesignAs"_s}, m_open->isThere());
    on[u"save"_s]->setText(onPage ? tr("&Save changes") : tr("&Save design"));
    on[u"save"_s]->setIconText(tr("Save"));
    on.setEnabled({u"review"_s}, (pending || editing) && onPage);
    on.setEnabled({u"addRow"_s, u"deleteRows"_s, u"setNull"_s, u"revertRows"_s},
                  onPage && !workspace()->isReadOnly());
    on.setEnabled({u"find"_s, u"filterRows"_s}, onPage);
    on.setEnabled({u"refresh"_s}, workspace() != nullptr);
    on.setEnabled({u"zoomIn"_s, u"zoomOut"_s, u"zoomReset"_s, u"fit"_s, u"arrange"_s}, onDiagram);
    on.setEnabled({u"newTable"_s}, onDiagram);
    m_clipboard->enable(onDiagram, selected);
    on.setEnabled({u"tableEditor"_s}, m_open->isThere());
    on.setEnabled({u"removeSelected"_s, u"editTable"_s}, onDiagram && selected);
    on.setEnabled({u"createDatabase"_s}, m_open->isThere() && !m_document.schema().tables.isEmpty());
    on.setEnabled({u"diagram"_s, u"schemaSql"_s, u"models"_s, u"problems"_s, u"filterSchema"_s},
                  m_open->isThere());
    on.setEnabled({u"browse"_s}, workspace() != nullptr);
    m_schemaSql->setDatabase(workspace() != nullptr,
                             workspace() && !workspace()->isReadOnly() && !m_open->isApplying());
    on.setEnabled({u"closeTab"_s}, m_open->isThere() && m_tabs->currentWidget() != m_diagram);
    // What was typed into rows is taken back by Revert.
    on[u"undo"_s]->setEnabled(m_undoStack.canUndo() && !onPage);
    on[u"redo"_s]->setEnabled(m_undoStack.canRedo() && !onPage);
    on[u"undo"_s]->setToolTip(onPage
                                  ? tr("Undo is the design's; Data > Revert rows takes back what was typed")
                                  : tr("Take back the last change of the design (Ctrl+Z)"));
    on[u"undo"_s]->setText(m_undoStack.canUndo() ? tr("&Undo %1").arg(menuWords(m_undoStack.undoText()))
                                                 : tr("&Undo"));
    on[u"redo"_s]->setText(m_undoStack.canRedo() ? tr("&Redo %1").arg(menuWords(m_undoStack.redoText()))
                                                 : tr("&Redo"));
    on[u"undo"_s]->setIconText(tr("Undo"));
    on[u"redo"_s]->setIconText(tr("Redo"));
    on[u"displaySql"_s]->setChecked(m_settings.displaySql());
    showTitle();
    static const QStringList themes = {u"themeSystem"_s, u"themeLight"_s, u"themeDark"_s};
    on[themes[int(m_settings.theme())]]->setChecked(true);
}

/// What the front tab shows is what is saved.
void MainWindow::saveFront()
{
    if (currentPage())
        save();
    else if (m_open->isThere() && !waitsForEditors([this] { saveFront(); }))
        m_files->save();
}

void MainWindow::write(RowSaving::Then then)
{
    if (!waitsForEditors([this, then] { write(then); }))
        m_rowSaving->save(then);
}

void MainWindow::discard()
{
    if (!waitsForEditors([this] { discard(); }))
        m_rowSaving->discard();
}

void MainWindow::refresh()
{
    if (!workspace() || waitsForEditors([this] { refresh(); }))
        return;
    const QPointer<BrowserPage> page = currentPage();
    const auto looked = [this, page](const base::Result<bool> &changed) {
        if (!changed && changed.error().code == base::ErrorCode::ConnectionLost)
            m_notices->tellLost(changed.error());
        else if (!changed)
            m_message->offer(tr("Not read again. ") + changed.error().text(), tr("Try again"),
                             [this] { (*m_actions)[u"refresh"_s]->trigger(); });
        else if (!*changed && page)
            page->refresh(); // Pages of another schema are new and have just been read.
    };
    async::whenDone(workspace()->lookAgain(workspace()->click(tr("Read the schema again"))), this, looked);
}

bool MainWindow::isTreeMeant() const
{
    return focusWidget() && m_schemaTree->isAncestorOf(focusWidget());
}

/// The table that is selected in the diagram or the tree, or edited in front.
base::TableId MainWindow::chosenTable() const
{
    const QList<base::TableId> tables = m_diagram->diagram()->selectedTables();
    if (m_tabs->currentWidget() == m_diagram && tables.size() == 1)
        return tables.first();
    if (const TableEditor *editor = m_editors->current(); editor && !isTreeMeant())
        return editor->table();
    return m_schemaTree->currentTable();
}

void MainWindow::editTable(base::TableId table)
{
    m_diagram->commitEditor();
    m_editors->edit(table);
}

void MainWindow::editChosen()
{
    const BrowserPage *page = isTreeMeant() ? nullptr : currentPage();
    const schema::Table *browsed = page ? m_document.baseline().table(page->table()) : nullptr;
    const base::TableId chosen = browsed ? browsed->id : chosenTable();
    if (m_document.schema().table(chosen))
        editTable(chosen);
    else
        say(tr("Select a table first."));
}

void MainWindow::browseSelected()
{
    const base::TableId chosen = chosenTable();
    if (m_document.schema().table(chosen))
        browseDrawn(chosen);
    else
        say(tr("Select a table first."));
}

void MainWindow::copyTableSql(base::TableId id)
{
    if (const schema::Table *table = m_document.schema().table(id))
        QGuiApplication::clipboard()->setText(sql::createTable(*table).join(u";\n\n"_s) + u";\n"_s);
}

void MainWindow::showSchemaSql()
{
    if (m_tabs->indexOf(m_schemaSql) < 0)
        m_tabs->addTab(m_schemaSql, tr("Schema SQL"));
    m_tabs->setCurrentWidget(m_schemaSql);
}

void MainWindow::showModels()
{
    if (m_tabs->indexOf(m_models) < 0)
        m_tabs->addTab(m_models, tr("Models"));
    m_tabs->setCurrentWidget(m_models);
    m_models->setFocus();
}

void MainWindow::showKeys()
{
    auto *dialog = findChild<KeysDialog *>();
    if (!dialog)
        dialog = new KeysDialog(*menuBar(), this);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void MainWindow::showLessons()
{
    m_settings.setLearned();
    auto *window = findChild<LessonWindow *>();
    if (!window)
        window = new LessonWindow(m_theme, this);
    window->show();
    window->raise();
    window->activateWindow();
}

void MainWindow::askToResetSample()
{
    const auto answer =
        MessageBox::ask(this, MessageBox::Question, tr("Reset the sample"),
                        tr("The sample database is made anew: what was changed in it is lost. Reset it?"),
                        MessageBox::Reset | MessageBox::Cancel, MessageBox::Cancel);
    if (answer == MessageBox::Reset)
        emit sampleRequested(true);
}

void MainWindow::closeCurrentTab()
{
    QWidget *current = m_tabs->currentWidget();
    if (auto *page = currentPage())
        page->commitEditor();
    if (m_editors->current())
        m_editors->closeCurrent();
    else if (current == m_schemaSql || current == m_models)
        m_tabs->removeTab(m_tabs->currentIndex());
    else if (current != m_diagram)
        delete current; // What waits for Save is the session's and stays.
}

void MainWindow::cancelWork()
{
    if (workspace()) {
        m_counter->stop();
        workspace()->cancel();
    }
    m_rowSaving->running().askToStop();
    m_diagram->diagram()->arranger().cancel();
}

bool MainWindow::isBusy() const
{
    return m_open->isOpening() || m_open->isApplying() || (workspace() && workspace()->isBusy()) ||
           m_diagram->diagram()->arranger().isWorking();
}

void MainWindow::showBusy()
{
    QString text;
    if (m_open->isOpening())
        text = openingWords();
    else if (m_open->isApplying())
        text = tr("Applying the design…");
    else if (m_rowSaving->running().isRunning())
        text = m_rowSaving->running().words();
    else if (!workspace() || !workspace()->isBusy())
        text = m_diagram->diagram()->arranger().isArranging() ? tr("Arranging the diagram…")
                                                              : tr("Routing the links…");
    m_busy->setBusy(isBusy(), text);
}

bool MainWindow::mayClose()
{
    if (m_rowSaving->running().isRunning()) {
        m_rowSaving->running().askToClose();
        return false;
    }
    const open::Unsaved unsaved = m_open->unsaved();
    if (unsaved.isEmpty())
        return true;
    const QString design = keeper().isKeptElsewhere()
                               ? tr("The design is not saved: another Relata keeps that of this database.")
                           : keeper().file().isEmpty() ? tr("The drawing is not saved.")
                                                       : tr("The design is not saved.");
    QStringList sentences;
    if (unsaved.rows > 0)
        sentences += tr("%1 not saved.").arg(changeWords(unsaved.rows));
    if (unsaved.design)
        sentences += design;
    const auto answer =
        MessageBox::ask(this, MessageBox::Warning, tr("Unsaved changes"), sentences.join(u' '),
                        MessageBox::Save | MessageBox::Discard | MessageBox::Cancel, MessageBox::Save);
    if (answer == MessageBox::Save) {
        if (unsaved.design && !m_files->save())
            return false;
        if (unsaved.rows > 0)
            write(RowSaving::Then::Close); // The window closes once they are saved, and stays if the database
                                           // refuses.
        return unsaved.rows == 0;
    }
    if (answer != MessageBox::Discard)
        return false;
    m_open->forget();
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (waitsForEditors([this] { close(); }) || !mayClose()) {
        event->ignore();
        return;
    }
    keeper().keepNow();
    m_statementDocks->rememberHeight();
    m_detailsDock->rememberWidth();
    m_settings.setWindow(saveGeometry(), saveState());
    event->accept();
    emit closed();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            emit openRequested({url.toLocalFile(), Mode::ReadWrite, 5000});
    }
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && (isBusy() || (workspace() && workspace()->isWorking()))) {
        cancelWork();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

} // namespace relata::ui
