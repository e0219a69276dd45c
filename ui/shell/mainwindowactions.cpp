// What the actions of MainWindow do.
#include "mainwindow.h"

#include "core/async/whendone.h"
#include "core/project/savedlayout.h"
#include "core/sql/ddlbuilder.h"
#include "ui/browser/browserpage.h"
#include "ui/diagram/diagramview.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/busyindicator.h"
#include "ui/shell/rowcounter.h"
#include "ui/shell/runningsave.h"
#include "ui/shell/schemasqlpanel.h"
#include "ui/shell/settings.h"
#include "ui/shell/settingsdialog.h"
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
    connectTo(u"copy"_s, &MainWindow::copyFocused);
    connectTo(u"settings"_s, [this] { SettingsDialog(m_settings, this).exec(); });
    connectTo(u"about"_s, [this] { AboutDialog(m_theme, this).exec(); });
    connectTo(u"diagram"_s, [this] { m_tabs->setCurrentWidget(m_diagram); });
    connectTo(u"schemaSql"_s, &MainWindow::showSchemaSql);
    connectTo(u"filterSchema"_s, [this] { m_schemaTree->focusFilter(); });
    connectTo(u"zoomIn"_s, [this] { m_diagram->zoomIn(); });
    connectTo(u"zoomOut"_s, [this] { m_diagram->zoomOut(); });
    connectTo(u"zoomReset"_s, [this] { m_diagram->resetZoom(); });
    connectTo(u"fit"_s, [this] { m_diagram->fit(); });
    connectTo(u"newTable"_s, [this] { m_diagram->newTable(); });
    connectTo(u"editTable"_s, [this] { m_diagram->editSelected(); });
    connectTo(u"removeSelected"_s, [this] { m_diagram->diagram()->removeSelected(); });
    connectTo(u"arrange"_s, [this] { m_diagram->arrange(); });
    connectTo(u"browse"_s, &MainWindow::browseSelected);
    connectTo(u"goBack"_s, &MainWindow::goBack);
    connectTo(u"save"_s, &MainWindow::save);
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
    const bool drawing = m_hasDocument && !m_workspace;
    const bool selected =
        !m_diagram->diagram()->selectedTables().isEmpty() || !m_diagram->diagram()->selectedLinks().isEmpty();
    Actions &on = *m_actions;
    on.setEnabled({u"save"_s, u"discard"_s}, pending || editing);
    on.setEnabled({u"review"_s}, (pending || editing) && onPage);
    on.setEnabled({u"addRow"_s, u"deleteRows"_s, u"setNull"_s, u"revertRows"_s},
                  onPage && !m_workspace->isReadOnly());
    on.setEnabled({u"find"_s, u"filterRows"_s}, onPage);
    on.setEnabled({u"refresh"_s}, m_workspace != nullptr);
    on.setEnabled({u"zoomIn"_s, u"zoomOut"_s, u"zoomReset"_s, u"fit"_s, u"arrange"_s}, onDiagram);
    on.setEnabled({u"newTable"_s}, drawing && onDiagram);
    on.setEnabled({u"removeSelected"_s, u"editTable"_s}, drawing && onDiagram && selected);
    on.setEnabled({u"createDatabase"_s}, m_hasDocument && !m_document.schema().tables.isEmpty());
    on.setEnabled({u"diagram"_s, u"schemaSql"_s, u"filterSchema"_s}, m_hasDocument);
    on.setEnabled({u"browse"_s}, m_workspace != nullptr);
    on.setEnabled({u"closeTab"_s}, m_hasDocument && m_tabs->currentWidget() != m_diagram);
    on[u"undo"_s]->setEnabled(m_undoStack.canUndo());
    on[u"redo"_s]->setEnabled(m_undoStack.canRedo());
    on[u"undo"_s]->setText(m_undoStack.canUndo() ? tr("&Undo %1").arg(menuWords(m_undoStack.undoText()))
                                                 : tr("&Undo"));
    on[u"redo"_s]->setText(m_undoStack.canRedo() ? tr("&Redo %1").arg(menuWords(m_undoStack.redoText()))
                                                 : tr("&Redo"));
    on[u"undo"_s]->setIconText(tr("Undo"));
    on[u"redo"_s]->setIconText(tr("Redo"));
    on[u"displaySql"_s]->setChecked(m_settings.displaySql());
    static const QStringList themes = {u"themeSystem"_s, u"themeLight"_s, u"themeDark"_s};
    on[themes[int(m_settings.theme())]]->setChecked(true);
}

void MainWindow::askForFile(Mode mode)
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a database"), {},
                                     tr("SQLite databases (*.db *.sqlite *.sqlite3 *.db3);;All files (*)"));
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
    const schema::Schema schema = m_document.schema();
    async::createDatabase(
        file, sql::createSchema(schema), this, [this, file, layout, schema](const base::Done &created) {
            if (!created) {
                emit failed(created.error());
                return;
            }
            // The cards of the new database stand where they were drawn.
            static_cast<void>(project::saveLayout(Settings::layoutFolder(),
                                                  QFileInfo(file).canonicalFilePath(), schema, layout));
            if (m_workspace)
                emit openRequested({file, Mode::ReadWrite, 5000});
            else
                open({file, Mode::ReadWrite, 5000});
        });
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
    say(tr("Not saved. ") + error.text());
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
            say(tr("Not read again. ") + changed.error().text());
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

void MainWindow::browseSelected()
{
    const QList<base::TableId> tables = m_diagram->diagram()->selectedTables();
    const base::TableId chosen = m_tabs->currentWidget() == m_diagram && tables.size() == 1
                                     ? tables.first()
                                     : m_schemaTree->currentTable();
    if (const schema::Table *table = m_document.schema().table(chosen))
        browse(table->name);
    else
        say(tr("Select a table first."));
}

void MainWindow::copyTableSql(base::TableId id)
{
    if (const schema::Table *table = m_document.schema().table(id))
        QGuiApplication::clipboard()->setText(sql::createTable(*table).join(u";\n\n"_s) + u";\n"_s);
}

void MainWindow::copyFocused()
{
    if (auto *line = qobject_cast<QLineEdit *>(focusWidget()))
        line->copy();
    else if (auto *text = qobject_cast<QPlainTextEdit *>(focusWidget()))
        text->copy();
    else if (BrowserPage *page = currentPage())
        page->copy();
}

void MainWindow::showSchemaSql()
{
    if (m_tabs->indexOf(m_schemaSql) < 0)
        m_tabs->addTab(m_schemaSql, tr("Schema SQL"));
    m_tabs->setCurrentWidget(m_schemaSql);
}

void MainWindow::closeCurrentTab()
{
    QWidget *current = m_tabs->currentWidget();
    if (auto *page = currentPage())
        page->commitEditor();
    if (current == m_schemaSql)
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
        text = tr("Opening %1…").arg(inOneShortLine(m_openingName, 60));
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
    const bool pending = m_workspace && !m_workspace->records().pending().isEmpty();
    if (pending) {
        const auto answer =
            MessageBox::ask(this, MessageBox::Warning, tr("Unsaved changes"),
                            tr("%1 not saved.").arg(changeWords(m_workspace->records().pending().count())),
                            MessageBox::Save | MessageBox::Discard | MessageBox::Cancel, MessageBox::Save);
        if (answer == MessageBox::Save) {
            write(AfterSave::Close);
            return false; // The window closes once they are saved, and stays if the database refuses.
        }
        if (answer == MessageBox::Discard)
            m_workspace->records().discard(); // And what would be offered at the next opening.
        return answer == MessageBox::Discard;
    }
    if (m_hasDocument && !m_workspace && m_document.isModified()) {
        const auto answer =
            MessageBox::ask(this, MessageBox::Warning, tr("Drawing without a database"),
                            tr("The drawing has not been made a database. Closing the window loses it."),
                            MessageBox::Discard | MessageBox::Cancel, MessageBox::Cancel);
        return answer == MessageBox::Discard;
    }
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (waitsForEditors([this] { close(); }) || !mayClose()) {
        event->ignore();
        return;
    }
    if (m_layoutTimer.isActive())
        saveLayout();
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
