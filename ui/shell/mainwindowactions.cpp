// What the actions of MainWindow do.
#include "mainwindow.h"

#include "core/async/whendone.h"
#include "core/project/designfile.h"
#include "core/sql/ddlbuilder.h"
#include "ui/browser/browserpage.h"
#include "ui/diagram/diagramview.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/browsertabs.h"
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
    connectTo(u"save"_s, &MainWindow::saveFront);
    connectTo(u"saveDesignAs"_s, &MainWindow::saveDesignAs);
    connectTo(u"discard"_s, &MainWindow::discard);
    connectTo(u"refresh"_s, &MainWindow::refresh);
    connectTo(u"cancel"_s, &MainWindow::cancelWork);
    connectTo(u"themeSystem"_s, [this] { m_settings.setTheme(Theme::Choice::System); });
    connectTo(u"themeLight"_s, [this] { m_settings.setTheme(Theme::Choice::Light); });
    connectTo(u"themeDark"_s, [this] { m_settings.setTheme(Theme::Choice::Dark); });
    connectTo(u"displaySql"_s, [this](bool on_) { m_settings.setDisplaySql(on_); });
    connectTo(u"refresh"_s, [this] {
        if (const BrowserPage *page = currentPage())
            m_counter->start({page->table()}); // Others may have added rows or removed some.
    });
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
        m_open->createDatabase(file);
}

/// What the front tab shows is what is saved.
void MainWindow::saveFront()
{
    if (currentPage())
        save();
    else if (m_open->isThere() && !waitsForEditors([this] { saveFront(); }))
        saveDesign();
}

/// False where nothing was saved, because a person did not say where, or because it failed.
bool MainWindow::saveDesign()
{
    if (m_open->needsFile())
        return saveDesignAs();
    const base::Done saved = keeper().save();
    if (!saved)
        emit failed(saved.error());
    else if (const qsizetype rows = m_open->unsaved().rows; rows > 0)
        say(tr("The design is kept; %1 of rows still wait, Save on their tab writes them.")
                .arg(changeWords(rows)));
    else if (keeper().file().isEmpty())
        say(tr("Relata keeps the design of this database. File > Save design as makes a file of it."));
    else
        say(tr("Saved the design in %1.").arg(inOneShortLine(keeper().file(), 80)));
    return saved.has_value();
}

bool MainWindow::saveDesignAs()
{
    QString file =
        QFileDialog::getSaveFileName(this, tr("Save the design"), m_open->suggestedFile(tr("drawing")),
                                     tr("Designs (*.%1)").arg(project::kDesignSuffix));
    if (file.isEmpty())
        return false;
    if (QFileInfo(file).suffix().isEmpty())
        file += u'.' + project::kDesignSuffix;
    const base::Done saved = keeper().saveAs(file);
    if (!saved) {
        emit failed(saved.error());
        return false;
    }
    m_settings.addRecentFile(keeper().file());
    say(tr("Saved the design in %1.").arg(inOneShortLine(keeper().file(), 80)));
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
    if (!workspace() || workspace()->records().pending().isEmpty())
        return;
    if (m_runningSave->isRunning()) {
        say(m_runningSave->words());
        return;
    }
    const qsizetype count = workspace()->records().pending().count();
    async::whenDone(workspace()->records().save(workspace()->click(tr("Save %1").arg(changeWords(count)))),
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
        static_cast<void>(workspace()->lookAgain(workspace()->click(tr("Read the schema again"))));
}

void MainWindow::refresh()
{
    if (!workspace() || waitsForEditors([this] { refresh(); }))
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
    async::whenDone(workspace()->lookAgain(workspace()->click(tr("Read the schema again"))), this, looked);
}

void MainWindow::discard()
{
    if (waitsForEditors([this] { discard(); }))
        return;
    if (!workspace() || workspace()->records().pending().isEmpty())
        return;
    if (m_runningSave->isRunning()) {
        m_runningSave->askToDiscard();
        return;
    }
    if (m_settings.confirms()) {
        const auto answer = MessageBox::ask(
            this, MessageBox::Question, tr("Discard changes"),
            tr("%1 not saved. Discard?").arg(changeWords(workspace()->records().pending().count())),
            MessageBox::Discard | MessageBox::Cancel, MessageBox::Cancel);
        if (answer != MessageBox::Discard)
            return;
    }
    workspace()->records().discard();
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
    if (workspace()) {
        m_counter->stop();
        workspace()->cancel();
    }
    m_runningSave->askToStop();
    m_diagram->diagram()->arranger().cancel();
}

bool MainWindow::isBusy() const
{
    return m_open->isOpening() || (workspace() && workspace()->isBusy()) ||
           m_diagram->diagram()->arranger().isWorking();
}

void MainWindow::showBusy()
{
    QString text;
    if (m_open->isOpening())
        text = openingWords();
    else if (m_runningSave->isRunning())
        text = m_runningSave->words();
    else if (!workspace() || !workspace()->isBusy())
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
        if (unsaved.design && !saveDesign())
            return false;
        if (unsaved.rows > 0)
            write(AfterSave::Close); // The window closes once they are saved, and stays if the database
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
