#include "mainwindow.h"

#include "core/async/whendone.h"
#include "core/project/designfile.h"
#include "core/schema/viewcolumns.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordtreeview.h"
#include "ui/commands/documentcommand.h"
#include "ui/diagram/diagramview.h"
#include "ui/insight/statementchart.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/changedschema.h"
#include "ui/shell/declareddesign.h"
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
#include "ui/shell/wayback.h"
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
      m_keeper(new open::DesignKeeper(m_document, Settings::layoutFolder(), this)),
      m_declared(new DeclaredDesign(m_document, this)),
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
    connect(m_keeper, &open::DesignKeeper::changed, this, &MainWindow::updateActions);
    connect(m_keeper, &open::DesignKeeper::keepingFailed, this,
            [this](const base::Error &error) { say(tr("Your design cannot be kept. ") + error.text()); });
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
    connect(m_start, &StartPage::againRequested, this, [this] { open(m_wanted); });
}

MainWindow::~MainWindow()
{
    if (m_workspace) // Its threads end while the widgets go.
        m_workspace->beginToClose();
    // What is seen uses the document, the stack and the workspace, which go before the child widgets would.
    m_undoStack.disconnect(this);
    m_document.disconnect(this);
    delete std::exchange(m_keeper, nullptr);
    delete std::exchange(m_statementDocks, nullptr); // It follows its docks, which go one by one.
    delete std::exchange(m_editors, nullptr);
    m_tabs->disconnect(this);
    closePages();
    delete m_schemaSql;
    delete m_models;
    delete takeCentralWidget();
}

void MainWindow::open(const base::ConnectionSettings &settings)
{
    if (m_isOpening)
        return;
    if (settings.file.endsWith(u'.' + project::kDesignSuffix, Qt::CaseInsensitive)) {
        openDesign(settings.file);
        return;
    }
    if (m_runningSave->isRunning()) {
        say(m_runningSave->words());
        return;
    }
    m_isOpening = true;
    m_wanted = settings;
    m_start->say(tr("Opening %1…").arg(inOneShortLine(settings.file.section(u'/', -1), 60)));
    showBusy();
    async::Workspace::open(settings, this, [this](async::Workspace::Opened workspace) {
        m_isOpening = false;
        m_start->say({});
        showBusy();
        if (!workspace) {
            m_wantedDesign.clear();
            m_wantedContent.reset();
            tellNotOpened(workspace.error());
            return;
        }
        takeWorkspace(std::move(*workspace));
        emit opened();
    });
}

/// Who waits for the lock of another program looks at the start page.
void MainWindow::tellNotOpened(const base::Error &error)
{
    if (error.code == base::ErrorCode::DatabaseLocked)
        m_start->offerAgain(error.text());
    emit failed(error);
}

void MainWindow::startDrawing()
{
    showDrawing();
    m_keeper->startDrawing();
    showDocument();
}

void MainWindow::showLeft(const open::LeftDrawing &left)
{
    showDrawing();
    m_keeper->showLeft(left);
    showDocument();
    say(tr("This design was not saved when Relata ended. Save it, or close it to forget it."));
}

/// A design with a database that can be found is shown with it.
void MainWindow::openDesign(const QString &file)
{
    const auto content = project::loadDesign(file);
    if (!content) {
        emit failed(content.error());
        return;
    }
    m_settings.addRecentFile(QFileInfo(file).absoluteFilePath());
    if (!content->database.isEmpty() && QFileInfo::exists(content->database)) {
        m_wantedDesign = QFileInfo(file).absoluteFilePath();
        m_wantedContent = *content;
        open({content->database, base::ConnectionSettings::Mode::ReadWrite, 5000});
        return;
    }
    showDrawing();
    m_keeper->showDesign(QFileInfo(file).absoluteFilePath(), *content);
    showDocument();
    if (!content->database.isEmpty())
        say(tr("Its database '%1' is not there; the design is shown alone.").arg(content->database));
    emit opened();
}

/// Lets go of whatever was open: a drawing comes.
void MainWindow::showDrawing()
{
    closePages();
    m_runningSave->follow(nullptr);
    m_workspace.reset();
    m_undoStack.clear();
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
    connect(m_workspace.get(), &async::Workspace::statementRan, m_statementDocks, &StatementDocks::note);
    connect(m_workspace.get(), &async::Workspace::busyChanged, this, &MainWindow::showBusy);
    connect(&m_workspace->records(), &async::Records::pendingChanged, this, &MainWindow::updateActions);
    connect(m_workspace.get(), &async::Workspace::schemaAboutToChange, this,
            [this] { handOverEditors(*m_tabs); });
    connect(m_workspace.get(), &async::Workspace::schemaChanged, this, &MainWindow::followSchema);
    connect(m_workspace.get(), &async::Workspace::fileLost, this, &MainWindow::tellLostFile);
    m_undoStack.clear();
    const QString words = m_keeper->showDatabase(m_workspace->canonicalFile(), m_workspace->schema(),
                                                 std::exchange(m_wantedDesign, {}),
                                                 std::exchange(m_wantedContent, std::nullopt));
    showDocument();
    m_declared->follow(m_workspace.get());
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
    tellOpened(words);
}

/// What is worth knowing about a database that has just been opened.
/// @param words about its design; may be empty
void MainWindow::tellOpened(const QString &words)
{
    QStringList all{words};
    if (m_workspace->isReadOnly())
        all += m_workspace->readOnlyReason();
    if (m_keeper->isKeptElsewhere())
        all +=
            tr("Another Relata has this database open and keeps its design: what you draw here is kept only "
               "if you save it as a file.");
    all.removeAll(QString());
    if (m_keeper->isKeptElsewhere())
        m_message->offer(all.join(u' '), (*m_actions)[u"saveDesignAs"_s]->iconText(),
                         [this] { saveDesignAs(); });
    else if (!all.isEmpty())
        say(all.join(u' '));
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
    if (news.reason == async::SchemaNews::Reason::Declarations) {
        followDeclarations();
        return;
    }
    const mapping::MappedSchema schema = m_workspace->schema();
    m_undoStack.clear();
    m_keeper->followDatabase(schema);
    m_schemaTree->setSchema(m_document.schema());
    m_details->showNothing();
    renewPages(*m_tabs, schema, [this](const QString &table) { return makePage(table); });
    m_declared->tellAgain();
    m_counter->start();
    showTitle();
    updateActions();
    if (news.reason == async::SchemaNews::Reason::Tables)
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

/// Pages in the background ask nothing before somebody looks at them.
void MainWindow::followDeclarations()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (auto *page = qobject_cast<BrowserPage *>(m_tabs->widget(i)))
            page->setOutdated();
    }
    showFrontPage();
    updateActions();
}

/// The page in front, as relationships are declared by now.
void MainWindow::showFrontPage()
{
    const BrowserPage *page = currentPage();
    if (page && page->isOutdated()) {
        renewPage(*m_tabs, m_tabs->currentIndex(), m_workspace->schema(),
                  [this](const QString &table) { return makePage(table); });
    }
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

void MainWindow::showDocument()
{
    m_hasDocument = true;
    m_pill->setHasDatabase(m_workspace != nullptr);
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
    m_schemaTree->setDatabaseName(m_workspace ? m_workspace->canonicalFile().section(u'/', -1)
                                              : tr("drawing"));
}

void MainWindow::describeDocument()
{
    m_details->showNothing();
    showTitle();
}

BrowserPage *MainWindow::browse(const QString &table)
{
    const schema::Table *described = m_workspace ? m_workspace->schema().table(table) : nullptr;
    if (!described) {
        say(m_workspace ? tr("There is no table '%1' in the database.").arg(table)
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
        page = currentPage(); // Another one may have taken its place.
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

void MainWindow::browseDrawn(base::TableId table)
{
    if (const schema::Table *stored = m_workspace ? m_document.baseline().table(table) : nullptr)
        browse(stored->name);
    else
        m_diagram->editTable(table); // It has no rows yet.
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
    connect(&page->treeView(), &RecordTreeView::loadedOneByOne, m_floodAdvice, &FloodAdvice::note);
    connect(page, &BrowserPage::editingChanged, this, [this, page] { followEditor(*page); });
    return page;
}

bool MainWindow::waitsForEditors(std::function<void()> then)
{
    if (!m_diagram->commitEditor()) {
        m_tabs->setCurrentWidget(m_diagram);
        return true;
    }
    if (!m_editors->commit())
        return true;
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
