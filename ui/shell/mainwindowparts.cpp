// The docks, the status bar and the connections of MainWindow; what it does is in mainwindow.cpp and
// mainwindowactions.cpp.
#include "mainwindow.h"

#include "core/mapping/findings.h"
#include "core/mapping/plan/keyless.h"
#include "ui/browser/browserpage.h"
#include "ui/diagram/diagramview.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/commands/documentcommand.h"
#include "ui/insight/statementchart.h"
#include "ui/problems/problemspanel.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/browsertabs.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/detailsdock.h"
#include "ui/shell/editortabs.h"
#include "ui/shell/floodadvice.h"
#include "ui/shell/inspector.h"
#include "ui/shell/messageline.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/selectiondetails.h"
#include "ui/shell/settings.h"
#include "ui/shell/statementdocks.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/panelheader.h"
#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

namespace relata::ui {

using namespace Qt::StringLiterals;

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
    m_fileLabel = new QLabel(this);
    m_engineLabel = new QLabel(this);
    m_countLabel = new QLabel(this);
    m_problemLabel = new QToolButton(this);
    m_problemLabel->setObjectName(u"problemCount"_s);
    m_problemLabel->setAutoRaise(true);
    m_problemLabel->setToolTip(tr("Show the problems (F8)"));
    m_zoomLabel = new QLabel(this);
    m_busy = new BusyIndicator(m_theme, this);
    // In one widget: the bar hides it while a message is shown, whatever becomes of the labels meanwhile.
    auto *facts = new QWidget(this);
    facts->setObjectName(u"facts"_s);
    m_message = new MessageLine(*statusBar(), facts);
    auto *row = new QHBoxLayout(facts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (QWidget *label : {static_cast<QWidget *>(m_fileLabel), static_cast<QWidget *>(m_engineLabel),
                           static_cast<QWidget *>(m_countLabel), static_cast<QWidget *>(m_problemLabel)}) {
        label->setProperty("dim", true);
        row->addWidget(label);
    }
    statusBar()->addWidget(facts);
    m_zoomLabel->setProperty("dim", true);
    statusBar()->addPermanentWidget(m_message);
    statusBar()->addPermanentWidget(m_busy);
    statusBar()->addPermanentWidget(m_zoomLabel);
    m_zoomLabel->setText(u"100 %"_s);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::showTitle()
{
    const QString name = !m_open->name().isEmpty() ? m_open->name()
                         : m_open->isThere()       ? tr("New drawing")
                                                   : QString();
    const QString mark = m_open->unsaved().design ? u"*"_s : QString();
    setWindowTitle(name.isEmpty() ? tr("Relata") : tr("%1 — Relata").arg(mark + windowTitleWords(name)));
    if (!m_open->isThere())
        return;
    const mapping::MappedSchema &schema = m_document.schema();
    qsizetype tables = 0;
    qsizetype links = mapping::keylessLinks(schema, m_document.design().given).size();
    for (const schema::Table &table : schema.tables) {
        tables += table.kind == schema::TableKind::Shadow ? 0 : 1;
        links += table.foreignKeys.size();
    }
    m_fileLabel->setText(inOneShortLine(name, 60));
    m_fileLabel->setToolTip(workspace() ? toolTipOf(workspace()->identity().text()) : QString());
    m_engineLabel->setVisible(workspace() != nullptr);
    if (workspace()) {
        m_engineLabel->setText(workspace()->engineVersion() + u" · "_s +
                               (workspace()->isReadOnly() ? tr("read-only") : tr("writable")));
        m_engineLabel->setToolTip(toolTipOf(workspace()->readOnlyReason()));
    }
    const QString tableWords = tables == 1 ? tr("1 table") : tr("%L1 tables").arg(tables);
    const QString linkWords = links == 1 ? tr("1 link") : tr("%L1 links").arg(links);
    m_countLabel->setText(tableWords + u" · "_s + linkWords);
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
                if (!project::isOnlyLayout(change))
                    showFindings();
                updateActions();
            });
    connect(&m_undoStack, &QUndoStack::indexChanged, this, &MainWindow::updateActions);
}

void MainWindow::showFindings()
{
    m_problems->setFindings(m_document.findings(), m_document.baselineFindings(),
                            m_document.settings().quiet);
    QList<mapping::Diagnostic> told = m_document.findings();
    told.removeIf([this](const mapping::Diagnostic &each) { // What the list folds is no news here either.
        return each.grade != mapping::Grade::Error &&
               m_document.baselineFindings().contains(mapping::findingKey(each));
    });
    m_inspector->setFindings(told);
    m_problemLabel->setText(m_problems->total());
}

void MainWindow::showProblems()
{
    m_problemsDock->show();
    m_problemsDock->raise();
    m_problems->view().setFocus();
}

void MainWindow::takeFix(const mapping::Fix &fix)
{
    const auto change = project::changeOf(m_document.design(), fix);
    const base::Done done =
        change ? pushChange(m_undoStack, m_document, *change) : base::fail(change.error());
    say(done ? tr("%1. Undo takes it back.").arg(fix.text) : done.error().text());
}

void MainWindow::setQuiet(const QSet<QString> &quiet, const QString &text)
{
    project::DesignSettings after = m_document.settings();
    after.quiet = quiet;
    const base::Done done =
        pushChange(m_undoStack, m_document, {text, {project::SettingsChange{m_document.settings(), after}}});
    if (!done)
        say(done.error().text());
}

/// Shows what a finding is about, in the diagram and the details.
void MainWindow::showPlace(const mapping::Place &where)
{
    m_tabs->setCurrentWidget(m_diagram);
    m_details->showPlace(where);
}

void MainWindow::connectProblems()
{
    connect(m_problems, &ProblemsPanel::fixRequested, this, &MainWindow::takeFix);
    connect(m_problems, &ProblemsPanel::placeChosen, this, &MainWindow::showPlace);
    connect(m_problems, &ProblemsPanel::muteRequested, this,
            [this](const QString &what, const QString &text) {
                setQuiet(m_document.settings().quiet + QSet<QString>{what}, text);
            });
    connect(m_problems, &ProblemsPanel::unmuteRequested, this,
            [this] { setQuiet({}, tr("Tell muted findings again")); });
    connect(m_problemLabel, &QToolButton::clicked, this, &MainWindow::showProblems);
    connect(&m_document, &project::DesignDocument::wasReset, this, &MainWindow::showFindings);
}

void MainWindow::connectPanels()
{
    connectProblems();
    connect(m_schemaTree, &SchemaTreePanel::tableChosen, this, [this](base::TableId id) {
        m_details->showTable(id);
        m_detailsDock->come();
        if (m_tabs->currentWidget() == m_diagram)
            m_diagram->showTable(id);
    });
    connect(m_schemaTree, &SchemaTreePanel::tableActivated, this, &MainWindow::browseDrawn);
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
    m_runningSave = new RunningSave(this);
    connect(m_runningSave, &RunningSave::changed, this, &MainWindow::showBusy);
    connect(m_runningSave, &RunningSave::statusText, this, &MainWindow::say);
    connect(m_runningSave, &RunningSave::closeRequested, this, &MainWindow::close);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() != m_diagram)
            m_diagram->commitEditor();
        m_pages->showFront();
        const BrowserPage *page = currentPage();
        const schema::Table *table = page ? m_document.schema().table(page->table()) : nullptr;
        if (table)
            m_details->showTable(table->id);
        else if (const TableEditor *editor = m_editors->current())
            m_details->showTable(editor->table());
        else if (m_tabs->currentWidget() == m_diagram)
            m_details->showSelected();
        updateActions();
    });
    connect(&m_settings, &Settings::recentFilesChanged, this, &MainWindow::fillRecentMenu);
    connect(&m_settings, &Settings::changed, this, &MainWindow::updateActions);
    fillRecentMenu();
}

void MainWindow::fillRecentMenu()
{
    QMenu *menu = m_actions->recentMenu();
    menu->clear();
    const QStringList files = m_settings.recentFiles();
    for (const QString &file : files) {
        menu->addAction(menuWords(QFileInfo(file).fileName()) + u"  —  "_s +
                            menuWords(QFileInfo(file).absolutePath()),
                        this, [this, file] {
                            emit openRequested({file, base::ConnectionSettings::Mode::ReadWrite, 5000});
                        });
    }
    menu->setEnabled(!files.isEmpty());
    menu->addSeparator();
    menu->addAction(tr("Clear list"), &m_settings, &Settings::clearRecentFiles);
}

} // namespace relata::ui
