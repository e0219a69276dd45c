// The docks, the status bar and the connections of MainWindow; what it does is in mainwindow.cpp and
// mainwindowactions.cpp.
#include "mainwindow.h"

#include "core/schema/schemacheck.h"
#include "ui/browser/browserpage.h"
#include "ui/diagram/diagramview.h"
#include "ui/insight/statementchart.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/inspector.h"
#include "ui/shell/messageline.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/settings.h"
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

namespace relata::ui {

using namespace Qt::StringLiterals;

void MainWindow::makeDocks()
{
    m_schemaTree = new SchemaTreePanel(&m_theme);
    m_inspector = new Inspector(m_theme);
    m_statements = new StatementsPanel(&m_theme);
    m_chart = new StatementChart(&m_theme);
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
    resizeDocks({schemaDock, inspectorDock}, {240, 270}, Qt::Horizontal);
    resizeDocks({statementsDock, chartDock}, {560, 300}, Qt::Horizontal);
    resizeDocks({statementsDock}, {190}, Qt::Vertical);
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
    m_problemLabel = new QLabel(this);
    m_zoomLabel = new QLabel(this);
    m_busy = new BusyIndicator(m_theme, this);
    m_message = new MessageLine(*statusBar());
    // In one widget: the bar hides it while a message is shown, whatever becomes of the labels meanwhile.
    auto *facts = new QWidget(this);
    facts->setObjectName(u"facts"_s);
    auto *row = new QHBoxLayout(facts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (QLabel *label : {m_fileLabel, m_engineLabel, m_countLabel, m_problemLabel}) {
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
    const QString name = m_workspace ? QFileInfo(m_workspace->canonicalFile()).fileName()
                                     : (m_hasDocument ? tr("New drawing") : QString());
    setWindowTitle(name.isEmpty() ? tr("Relata") : tr("%1 — Relata").arg(windowTitleWords(name)));
    if (!m_hasDocument)
        return;
    const schema::Schema &schema = m_document.schema();
    qsizetype tables = 0;
    qsizetype links = 0;
    for (const schema::Table &table : schema.tables) {
        tables += table.kind == schema::TableKind::Shadow ? 0 : 1;
        links += table.foreignKeys.size();
    }
    m_fileLabel->setText(inOneShortLine(name, 60));
    m_fileLabel->setToolTip(m_workspace ? toolTipOf(m_workspace->canonicalFile()) : QString());
    m_engineLabel->setVisible(m_workspace != nullptr);
    if (m_workspace) {
        m_engineLabel->setText(m_workspace->engineVersion() + u" · "_s +
                               (m_workspace->isReadOnly() ? tr("read-only") : tr("writable")));
        m_engineLabel->setToolTip(toolTipOf(m_workspace->readOnlyReason()));
    }
    const QString tableWords = tables == 1 ? tr("1 table") : tr("%L1 tables").arg(tables);
    const QString linkWords = links == 1 ? tr("1 link") : tr("%L1 links").arg(links);
    m_countLabel->setText(tableWords + u" · "_s + linkWords);
    const qsizetype problems = schema::checkSchema(schema).size();
    m_problemLabel->setText(problems == 0
                                ? tr("No problems")
                                : (problems == 1 ? tr("1 problem") : tr("%L1 problems").arg(problems)));
}

void MainWindow::connectDiagram()
{
    DiagramScene *scene = m_diagram->diagram();
    connect(scene, &DiagramScene::tableActivated, this, [this](base::TableId id) {
        if (const schema::Table *table = m_document.schema().table(id))
            browse(table->name);
    });
    connect(scene, &DiagramScene::selectedItemsChanged, this, &MainWindow::showSelection);
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
                m_layoutTimer.start();
            });
    connect(&m_undoStack, &QUndoStack::indexChanged, this, &MainWindow::updateActions);
}

void MainWindow::connectPanels()
{
    connect(m_schemaTree, &SchemaTreePanel::tableChosen, this, [this](base::TableId id) {
        m_inspector->showTable(m_document.schema(), id);
        if (m_tabs->currentWidget() == m_diagram)
            m_diagram->showTable(id);
    });
    connect(m_schemaTree, &SchemaTreePanel::tableActivated, this, [this](base::TableId id) {
        if (const schema::Table *table = m_document.schema().table(id))
            browse(table->name);
    });
    connect(m_chart, &StatementChart::clickChosen, m_statements, &StatementsPanel::selectClick);
    connect(m_statements, &StatementsPanel::clickSelected, m_chart, &StatementChart::chooseClick);
    m_chart->setDisplayShown(false); // A flood is what clicks cost; titles and counts would bury it.
    connect(m_busy, &BusyIndicator::cancelRequested, this, &MainWindow::cancelWork);
    m_runningSave = new RunningSave(this);
    connect(m_runningSave, &RunningSave::changed, this, &MainWindow::showBusy);
    connect(m_runningSave, &RunningSave::statusText, this, &MainWindow::say);
    connect(m_runningSave, &RunningSave::closeRequested, this, &MainWindow::close);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() != m_diagram)
            m_diagram->commitEditor();
        const BrowserPage *page = currentPage();
        const schema::Table *table = page ? m_document.schema().table(page->table()) : nullptr;
        if (table)
            m_inspector->showTable(m_document.schema(), table->id);
        updateActions();
    });
    connect(&m_settings, &Settings::recentFilesChanged, this, &MainWindow::fillRecentMenu);
    connect(&m_settings, &Settings::changed, this, [this] {
        for (int i = 0; i < m_tabs->count(); ++i) {
            if (auto *page = qobject_cast<BrowserPage *>(m_tabs->widget(i)))
                page->setDisplaySql(m_settings.displaySql());
        }
        updateActions();
    });
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
