#include "mainwindow.h"

#include "core/async/whendone.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordtreeview.h"
#include "ui/commands/documentcommand.h"
#include "ui/diagram/diagramview.h"
#include "ui/insight/statementchart.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/browsertabs.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/detailsdock.h"
#include "ui/shell/differencepill.h"
#include "ui/shell/editortabs.h"
#include "ui/shell/floodadvice.h"
#include "ui/shell/keptchanges.h"
#include "ui/shell/messageline.h"
#include "ui/shell/modelcodepanel.h"
#include "ui/shell/rowcounter.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/selectiondetails.h"
#include "ui/shell/settings.h"
#include "ui/shell/startpage.h"
#include "ui/shell/statementdocks.h"
#include "ui/shell/textdialog.h"
#include "ui/shell/windowplacement.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QFileInfo>
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
    connect(m_start, &StartPage::openRequested, this,
            [this] { askForFile(base::ConnectionSettings::Mode::ReadWrite); });
    connect(m_start, &StartPage::drawRequested, this, &MainWindow::drawingRequested);
    connect(m_start, &StartPage::lessonsRequested, this, &MainWindow::showLessons);
    connect(m_start, &StartPage::sampleRequested, this, [this] { emit sampleRequested(false); });
    connect(m_start, &StartPage::fileRequested, this, [this](const QString &file) {
        emit openRequested({file, base::ConnectionSettings::Mode::ReadWrite, 5000});
    });
    connect(m_start, &StartPage::againRequested, this, [this] { open(m_open->wanted()); });
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
        emit openRequested({file, base::ConnectionSettings::Mode::ReadWrite, 5000});
    });
    connect(m_open.get(), &open::OpenDesign::failed, this, &MainWindow::tellNotOpened);
    connect(&m_document, &project::DesignDocument::wasReset, &m_undoStack, &QUndoStack::clear);
    connect(&keeper(), &open::DesignKeeper::changed, this, &MainWindow::updateActions);
    connect(&keeper(), &open::DesignKeeper::keepingFailed, this,
            [this](const base::Error &error) { say(tr("Your design cannot be kept. ") + error.text()); });
}

void MainWindow::open(const base::ConnectionSettings &settings)
{
    if (m_runningSave->isRunning())
        say(m_runningSave->words());
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
    m_runningSave->follow(nullptr);
}

/// Shows the design that is open now.
void MainWindow::showDesign(const QString &words)
{
    if (workspace())
        connectDatabase();
    showDocument();
    if (workspace()) {
        countRows();
        keepChanges(m_open->takeFormer());
        tellOpened(words);
    } else if (!words.isEmpty()) {
        say(words);
    }
    emit opened();
}

void MainWindow::connectDatabase()
{
    m_pages->setWorkspace(workspace());
    m_runningSave->follow(&workspace()->records());
    m_statements->clear();
    m_chart->clear();
    connect(workspace(), &async::Workspace::statementRan, m_statements, &StatementsPanel::append);
    connect(workspace(), &async::Workspace::statementRan, m_chart, &StatementChart::append);
    connect(workspace(), &async::Workspace::statementRan, m_statementDocks, &StatementDocks::note);
    connect(workspace(), &async::Workspace::busyChanged, this, &MainWindow::showBusy);
    connect(&workspace()->records(), &async::Records::pendingChanged, this, &MainWindow::updateActions);
    connect(workspace(), &async::Workspace::fileLost, this, &MainWindow::tellLostFile);
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

/// What is worth knowing about a database that has just been opened.
/// @param words about its design; may be empty
void MainWindow::tellOpened(const QString &words)
{
    QStringList all{words};
    if (workspace()->isReadOnly())
        all += workspace()->readOnlyReason();
    if (keeper().isKeptElsewhere())
        all +=
            tr("Another Relata has this database open and keeps its design: what you draw here is kept only "
               "if you save it as a file.");
    all.removeAll(QString());
    if (keeper().isKeptElsewhere())
        m_message->offer(all.join(u' '), (*m_actions)[u"saveDesignAs"_s]->iconText(),
                         [this] { saveDesignAs(); });
    else if (!all.isEmpty())
        say(all.join(u' '));
}

/// What waited in the workspace before is offered here, once its journal is free.
void MainWindow::keepChanges(std::unique_ptr<async::Workspace> before)
{
    m_kept = new KeptChanges(*workspace(), this, workspace());
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
    if (news.reason == async::SchemaNews::Reason::Tables)
        say(tr("Another program has changed the tables; they have been read again."));
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
    if (m_kept->isKept() || workspace()->records().pending().isEmpty()) {
        QPushButton *reopen = dialog->addButton(tr("Reopen"), QDialogButtonBox::AcceptRole);
        connect(reopen, &QPushButton::clicked, this, [this] { open(workspace()->settings()); });
    }
    dialog->open();
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

} // namespace relata::ui
