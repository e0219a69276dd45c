// What the actions of MainWindow do.
#include "mainwindow.h"

#include "core/async/whendone.h"
#include "core/project/designfile.h"
#include "core/project/savedlayout.h"
#include "core/sql/ddlbuilder.h"
#include "ui/browser/browserpage.h"
#include "ui/diagram/diagramview.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/clipboardactions.h"
#include "ui/shell/detailsdock.h"
#include "ui/shell/editortabs.h"
#include "ui/shell/lessonwindow.h"
#include "ui/shell/messageline.h"
#include "ui/shell/modelcodepanel.h"
#include "ui/shell/rowcounter.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/settings.h"
#include "ui/shell/settingsdialog.h"
#include "ui/shell/statementdocks.h"
#include "ui/theme/foreigntext.h"
#include "ui/theme/messagebox.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPointer>
#include <QTabWidget>

namespace relata::ui {

using namespace Qt::StringLiterals;
using Mode = base::ConnectionSettings::Mode;

namespace {

QString changeWords(qsizetype count)
{
    return count == 1 ? MainWindow::tr("1 change") : MainWindow::tr("%L1 changes").arg(count);
}

} // namespace

void MainWindow::connectActions()
{
    Actions &on = *m_actions;
    const auto connectTo = [this, &on](const QString &id, auto handler) {
        connect(on[id], &QAction::triggered, this, handler);
    };
    connectTo(u"newDrawing"_s, &MainWindow::drawingRequested);
    connectTo(u"open"_s, [this] { askForFile(Mode::ReadWrite); });
    connectTo(u"openReadOnly"_s, [this] { askForFile(Mode::ReadOnly); });
    connectTo(u"createDatabase"_s, &MainWindow::askForNewDatabase);
    connectTo(u"resetSample"_s, [this] { emit sampleRequested(true); });
    connectTo(u"closeTab"_s, &MainWindow::closeCurrentTab);
    connectTo(u"quit"_s, [this] {
        if (!waitsForEditors(&QApplication::closeAllWindows))
            QApplication::closeAllWindows();
    });
    connectTo(u"undo"_s, [this] { m_undoStack.undo(); });
    connectTo(u"redo"_s, [this] { m_undoStack.redo(); });
    m_clipboard = new ClipboardActions(
        *m_actions, *m_diagram, [this] { return currentPage(); }, this);
    connect(m_clipboard, &ClipboardActions::statusText, this, &MainWindow::say);
    connectTo(u"settings"_s, [this] { SettingsDialog(m_settings, this).exec(); });
    connectTo(u"learn"_s, &MainWindow::showLessons);
    connectTo(u"about"_s, [this] { AboutDialog(m_theme, this).exec(); });
    connectTo(u"diagram"_s, [this] { m_tabs->setCurrentWidget(m_diagram); });
    connectTo(u"schemaSql"_s, &MainWindow::showSchemaSql);
    connectTo(u"models"_s, &MainWindow::showModels);
    connectTo(u"problems"_s, &MainWindow::showProblems);
    connectTo(u"filterSchema"_s, [this] { m_schemaTree->focusFilter(); });
    connectTo(u"zoomIn"_s, [this] { m_diagram->zoomIn(); });
    connectTo(u"zoomOut"_s, [this] { m_diagram->zoomOut(); });
    connectTo(u"zoomReset"_s, [this] { m_diagram->resetZoom(); });
    connectTo(u"fit"_s, [this] { m_diagram->fit(); });
    connectTo(u"newTable"_s, [this] { m_diagram->newTable(); });
    connectTo(u"tableEditor"_s, &MainWindow::editChosen);
    connectTo(u"editTable"_s, [this] { m_diagram->editSelected(); });
    connectTo(u"removeSelected"_s, [this] { m_diagram->diagram()->removeSelected(); });
    connectTo(u"arrange"_s, [this] { m_diagram->arrange(); });
    connectTo(u"browse"_s, &MainWindow::browseSelected);
    connectTo(u"goBack"_s, &MainWindow::goBack);
    connectTo(u"save"_s, &MainWindow::saveFront);
    connectTo(u"saveDesignAs"_s, &MainWindow::saveDesignAs);
    connectTo(u"discard"_s, &MainWindow::discard);
    connectTo(u"refresh"_s, &MainWindow::refresh);
    connectTo(u"cancel"_s, &MainWindow::cancelWork);
    connectTo(u"themeSystem"_s, [this] { m_settings.setTheme(Theme::Choice::System); });
    connectTo(u"themeLight"_s, [this] { m_settings.setTheme(Theme::Choice::Light); });
    connectTo(u"themeDark"_s, [this] { m_settings.setTheme(Theme::Choice::Dark); });
    connectTo(u"displaySql"_s, [this](bool on_) { m_settings.setDisplaySql(on_); });
    connectPageActions();
    connectTo(u"refresh"_s, [this] {
        if (const BrowserPage *page = currentPage())
            m_counter->start({page->table()}); // Others may have added rows or removed some.
    });
}

void MainWindow::connectPageActions()
{
    const auto onPage = [this](const QString &id, void (BrowserPage::*slot)()) {
        connect((*m_actions)[id], &QAction::triggered, this, [this, slot] {
            if (BrowserPage *page = currentPage())
                (page->*slot)();
        });
    };
    onPage(u"addRow"_s, &BrowserPage::addRow);
    onPage(u"deleteRows"_s, &BrowserPage::deleteRows);
    onPage(u"setNull"_s, &BrowserPage::setNull);
    onPage(u"revertRows"_s, &BrowserPage::revertRows);
    onPage(u"find"_s, &BrowserPage::find);
    onPage(u"filterRows"_s, &BrowserPage::focusFilter);
    onPage(u"review"_s, &BrowserPage::showReview);
}

void MainWindow::updateActions()
{
    const bool pending = m_workspace && !m_workspace->records().pending().isEmpty();
    const bool onPage = currentPage() != nullptr;
    const bool editing = onPage && (currentPage()->isEditing() || m_editsOnTheWay > 0);
    const bool onDiagram = m_hasDocument && m_tabs->currentWidget() == m_diagram;
    const bool selected =
        !m_diagram->diagram()->selectedTables().isEmpty() || !m_diagram->diagram()->selectedLinks().isEmpty();
    Actions &on = *m_actions;
    on.setEnabled({u"discard"_s}, pending || editing);
    on.setEnabled({u"save"_s}, onPage ? pending || editing : m_hasDocument);
    on.setEnabled({u"saveDesignAs"_s}, m_hasDocument);
    on[u"save"_s]->setText(onPage ? tr("&Save changes") : tr("&Save design"));
    on[u"save"_s]->setIconText(tr("Save"));
    on.setEnabled({u"review"_s}, (pending || editing) && onPage);
    on.setEnabled({u"addRow"_s, u"deleteRows"_s, u"setNull"_s, u"revertRows"_s},
                  onPage && !m_workspace->isReadOnly());
    on.setEnabled({u"find"_s, u"filterRows"_s}, onPage);
    on.setEnabled({u"refresh"_s}, m_workspace != nullptr);
    on.setEnabled({u"zoomIn"_s, u"zoomOut"_s, u"zoomReset"_s, u"fit"_s, u"arrange"_s}, onDiagram);
    on.setEnabled({u"newTable"_s}, onDiagram);
    m_clipboard->enable(onDiagram, selected);
    on.setEnabled({u"tableEditor"_s}, m_hasDocument);
    on.setEnabled({u"removeSelected"_s, u"editTable"_s}, onDiagram && selected);
    on.setEnabled({u"createDatabase"_s}, m_hasDocument && !m_document.schema().tables.isEmpty());
    on.setEnabled({u"diagram"_s, u"schemaSql"_s, u"models"_s, u"problems"_s, u"filterSchema"_s},
                  m_hasDocument);
    on.setEnabled({u"browse"_s}, m_workspace != nullptr);
    on.setEnabled({u"closeTab"_s}, m_hasDocument && m_tabs->currentWidget() != m_diagram);
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

void MainWindow::askForFile(Mode mode)
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open a database or a design"), {},
        tr("Databases and designs (*.db *.sqlite *.sqlite3 *.db3 *.relata);;All files (*)"));
    if (!file.isEmpty())
        emit openRequested({file, mode, 5000});
}

void MainWindow::askForNewDatabase()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Create database"), u"drawing.db"_s,
                                                      tr("SQLite databases (*.db)"), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!file.isEmpty())
        createDatabase(file);
}

void MainWindow::createDatabase(const QString &file)
{
    const project::DiagramLayout layout = m_document.layout();
    const mapping::MappedSchema schema = m_document.schema();
    async::createDatabase(
        file, sql::createSchema(schema), this, [this, file, layout, schema](const base::Done &created) {
            if (!created) {
                emit failed(created.error());
                return;
            }
            // The cards of the new database stand where they were drawn.
            static_cast<void>(project::saveLayout(Settings::layoutFolder(),
                                                  QFileInfo(file).canonicalFilePath(), schema, layout));
            if (m_workspace) {
                emit openRequested({file, Mode::ReadWrite, 5000});
                return;
            }
            m_wantedDesign = m_keeper->file();
            m_wantedContent = m_keeper->content();
            m_keeper->forget(); // It is the new database's from now on.
            open({file, Mode::ReadWrite, 5000});
        });
}

/// What the front tab shows is what is saved.
void MainWindow::saveFront()
{
    if (currentPage())
        save();
    else if (m_hasDocument && !waitsForEditors([this] { saveFront(); }))
        saveDesign();
}

/// False where nothing was saved, because a person did not say where, or because it failed.
bool MainWindow::saveDesign()
{
    if (m_keeper->file().isEmpty() && (m_keeper->database().isEmpty() || m_keeper->isKeptElsewhere()))
        return saveDesignAs();
    const base::Done saved = m_keeper->save();
    if (!saved)
        emit failed(saved.error());
    else if (const qsizetype rows = m_workspace ? m_workspace->records().pending().count() : 0; rows > 0)
        say(tr("The design is kept; %1 of rows still wait, Save on their tab writes them.")
                .arg(changeWords(rows)));
    else if (m_keeper->file().isEmpty())
        say(tr("Relata keeps the design of this database. File > Save design as makes a file of it."));
    else
        say(tr("Saved the design in %1.").arg(inOneShortLine(m_keeper->file(), 80)));
    return saved.has_value();
}

bool MainWindow::saveDesignAs()
{
    const QString suggested =
        m_keeper->file().isEmpty()
            ? (m_workspace ? QFileInfo(m_workspace->canonicalFile()).absolutePath() + u'/' +
                                 QFileInfo(m_workspace->canonicalFile()).completeBaseName()
                           : tr("drawing")) +
                  u'.' + project::kDesignSuffix
            : m_keeper->file();
    QString file = QFileDialog::getSaveFileName(this, tr("Save the design"), suggested,
                                                tr("Designs (*.%1)").arg(project::kDesignSuffix));
    if (file.isEmpty())
        return false;
    if (QFileInfo(file).suffix().isEmpty())
        file += u'.' + project::kDesignSuffix;
    const base::Done saved = m_keeper->saveAs(file);
    if (!saved) {
        emit failed(saved.error());
        return false;
    }
    m_settings.addRecentFile(m_keeper->file());
    say(tr("Saved the design in %1.").arg(inOneShortLine(m_keeper->file(), 80)));
    return true;
}

QString MainWindow::savedWords(const async::SaveSummary &summary)
{
    const QString own = tr("Saved: %1 new, %2 changed, %3 deleted")
                            .arg(QLocale().toString(summary.inserted), QLocale().toString(summary.updated),
                                 QLocale().toString(summary.deleted));
    return summary.besides.isEmpty() ? own : own + u". "_s + summary.besides;
}

void MainWindow::write(AfterSave then)
{
    if (waitsForEditors([this, then] { write(then); }))
        return;
    if (!m_workspace || m_workspace->records().pending().isEmpty())
        return;
    if (m_runningSave->isRunning()) {
        say(m_runningSave->words());
        return;
    }
    const qsizetype count = m_workspace->records().pending().count();
    async::whenDone(m_workspace->records().save(m_workspace->click(tr("Save %1").arg(changeWords(count)))),
                    this, [this, then](const base::Result<async::SaveSummary> &summary) {
                        if (!summary) {
                            tellRefusedSave(summary.error());
                            return;
                        }
                        say(savedWords(*summary));
                        if (then == AfterSave::Close)
                            close();
                    });
}

void MainWindow::tellRefusedSave(const base::Error &error)
{
    if (error.code == base::ErrorCode::Cancelled) {
        say(tr("The save was stopped: nothing was written, and all changes are still pending."));
        return;
    }
    const QString words = tr("Not saved. ") + error.text();
    if (error.code == base::ErrorCode::DatabaseLocked)
        m_message->offer(words, tr("Try again"), [this] { save(); });
    else
        say(words);
    if (error.code == base::ErrorCode::ConnectionLost)
        tellLostFile(error);
    else if (error.code == base::ErrorCode::StaleData)
        static_cast<void>(m_workspace->lookAgain(m_workspace->click(tr("Read the schema again"))));
}

void MainWindow::refresh()
{
    if (!m_workspace || waitsForEditors([this] { refresh(); }))
        return;
    const QPointer<BrowserPage> page = currentPage();
    const auto looked = [this, page](const base::Result<bool> &changed) {
        if (!changed && changed.error().code == base::ErrorCode::ConnectionLost)
            tellLostFile(changed.error());
        else if (!changed)
            m_message->offer(tr("Not read again. ") + changed.error().text(), tr("Try again"),
                             [this] { (*m_actions)[u"refresh"_s]->trigger(); });
        else if (!*changed && page)
            page->refresh(); // Pages of another schema are new and have just been read.
    };
    async::whenDone(m_workspace->lookAgain(m_workspace->click(tr("Read the schema again"))), this, looked);
}

void MainWindow::discard()
{
    if (waitsForEditors([this] { discard(); }))
        return;
    if (!m_workspace || m_workspace->records().pending().isEmpty())
        return;
    if (m_runningSave->isRunning()) {
        m_runningSave->askToDiscard();
        return;
    }
    if (m_settings.confirms()) {
        const auto answer = MessageBox::ask(
            this, MessageBox::Question, tr("Discard changes"),
            tr("%1 not saved. Discard?").arg(changeWords(m_workspace->records().pending().count())),
            MessageBox::Discard | MessageBox::Cancel, MessageBox::Cancel);
        if (answer != MessageBox::Discard)
            return;
    }
    m_workspace->records().discard();
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
    if (m_workspace) {
        m_counter->stop();
        m_workspace->cancel();
    }
    m_runningSave->askToStop();
    m_diagram->diagram()->arranger().cancel();
}

bool MainWindow::isBusy() const
{
    return m_isOpening || (m_workspace && m_workspace->isBusy()) ||
           m_diagram->diagram()->arranger().isWorking();
}

void MainWindow::showBusy()
{
    QString text;
    if (m_isOpening)
        text = tr("Opening %1…").arg(inOneShortLine(m_wanted.file.section(u'/', -1), 60));
    else if (m_runningSave->isRunning())
        text = m_runningSave->words();
    else if (!m_workspace || !m_workspace->isBusy())
        text = m_diagram->diagram()->arranger().isArranging() ? tr("Arranging the diagram…")
                                                              : tr("Routing the links…");
    m_busy->setBusy(isBusy(), text);
}

bool MainWindow::mayClose()
{
    if (m_runningSave->isRunning()) {
        m_runningSave->askToClose();
        return false;
    }
    const qsizetype rows = m_workspace ? m_workspace->records().pending().count() : 0;
    const bool isDesignUnsaved = m_hasDocument && m_keeper->isUnsaved();
    if (rows == 0 && !isDesignUnsaved)
        return true;
    const QString design = m_keeper->isKeptElsewhere()
                               ? tr("The design is not saved: another Relata keeps that of this database.")
                           : m_keeper->file().isEmpty() ? tr("The drawing is not saved.")
                                                        : tr("The design is not saved.");
    QStringList unsaved;
    if (rows > 0)
        unsaved += tr("%1 not saved.").arg(changeWords(rows));
    if (isDesignUnsaved)
        unsaved += design;
    const auto answer =
        MessageBox::ask(this, MessageBox::Warning, tr("Unsaved changes"), unsaved.join(u' '),
                        MessageBox::Save | MessageBox::Discard | MessageBox::Cancel, MessageBox::Save);
    if (answer == MessageBox::Save) {
        if (isDesignUnsaved && !saveDesign())
            return false;
        if (rows > 0)
            write(AfterSave::Close); // The window closes once they are saved, and stays if the database
                                     // refuses.
        return rows == 0;
    }
    if (answer != MessageBox::Discard)
        return false;
    if (rows > 0)
        m_workspace->records().discard(); // And what would be offered at the next opening.
    m_keeper->forget();
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (waitsForEditors([this] { close(); }) || !mayClose()) {
        event->ignore();
        return;
    }
    m_keeper->keepNow();
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
    if (event->key() == Qt::Key_Escape && (isBusy() || (m_workspace && m_workspace->isWorking()))) {
        cancelWork();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

} // namespace relata::ui
