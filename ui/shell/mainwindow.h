#pragma once

#include "core/async/workspace.h"
#include "core/open/designkeeper.h"
#include "core/project/designdocument.h"
#include "ui/shell/actions.h"

#include <QMainWindow>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>

class QDockWidget;
class QLabel;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace relata::ui {

class BrowserPage;
class BusyIndicator;
class ClipboardActions;
class DeclaredDesign;
class DetailsDock;
class DiagramView;
class Inspector;
class DifferencePill;
class EditorTabs;
class FloodAdvice;
class KeptChanges;
class MessageLine;
class ModelCodePanel;
class RowCounter;
class RunningSave;
class SchemaSqlPanel;
class ProblemsPanel;
class SchemaTreePanel;
class SelectionDetails;
class Settings;
class StartPage;
class StatementChart;
class StatementDocks;
class StatementsPanel;
class Theme;
class WayBack;
class WindowPlacement;

/// A window on one database or one drawing. Assembles tabs and docks and connects them; what they do is
/// theirs. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Theme &theme, Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a database, or a design with its database, in this window; on failure the window stays as it was
    /// and failed() tells why.
    void open(const base::ConnectionSettings &settings);
    /// What open() was last called for.
    const base::ConnectionSettings &wanted() const { return m_wanted; }
    /// Starts an empty drawing in this window.
    void startDrawing();
    /// Shows a drawing that another process has left unsaved.
    void showLeft(const open::LeftDrawing &left);
    /// The design file that is open; "" where there is none.
    QString designFile() const { return m_keeper->file(); }
    open::DesignKeeper &keeper() { return *m_keeper; }
    /// True while the window shows neither a database nor a drawing.
    bool isEmpty() const { return !m_hasDocument; }
    /// The canonical path of the open database; "" for a drawing.
    QString databaseFile() const { return m_workspace ? m_workspace->canonicalFile() : QString(); }

    async::Workspace *workspace() const { return m_workspace.get(); }
    project::DesignDocument &document() { return m_document; }
    DiagramView &diagram() { return *m_diagram; }
    StatementsPanel &statements() { return *m_statements; }
    StatementDocks &statementDocks() { return *m_statementDocks; }
    SchemaTreePanel &schemaTree() { return *m_schemaTree; }
    Inspector &inspector() { return *m_inspector; }
    ProblemsPanel &problems() { return *m_problems; }
    Actions &actions() { return *m_actions; }
    QTabWidget &tabs() { return *m_tabs; }
    ModelCodePanel &models() { return *m_models; }
    /// Shows a table's rows in a tab of their own, which is made where there is none.
    BrowserPage *browse(const QString &table);
    /// The same for a table of the design, which may have another name in the database; one that is not there
    /// yet is edited.
    void browseDrawn(base::TableId table);
    BrowserPage *currentPage() const;
    /// Shows a table of the design in an editor of its own.
    void editTable(base::TableId table);
    EditorTabs &editors() { return *m_editors; }
    /// Writes the drawing into a new file and opens it.
    void createDatabase(const QString &file);
    /// Writes what waits; the status bar tells how it went.
    void save() { write(AfterSave::Stay); }
    void discard();
    /// Commits whatever editor is open in the window. Where that takes a moment, calls `then` afterwards and
    /// returns true; where what is typed is refused, shows why and returns true.
    bool waitsForEditors(std::function<void()> then);
    static QString savedWords(const async::SaveSummary &summary);
    /// Asks the rows of the current tab again, and the schema where somebody has changed it.
    void refresh();

signals:
    void opened();
    void failed(const relata::base::Error &error);
    /// Another file shall be shown, here or in another window.
    void openRequested(const relata::base::ConnectionSettings &settings);
    void drawingRequested();
    void sampleRequested(bool reset);
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// What the window does once this save, and no later one, has succeeded.
    enum class AfterSave { Stay, Close };

    void write(AfterSave then);
    void makeCenter();
    void makeDocks();
    QDockWidget *addDock(const QString &id, const QString &title, QWidget *content, Qt::DockWidgetArea area);
    void connectActions();
    void connectDiagram();
    void connectPanels();
    void connectProblems();
    void showFindings();
    void showProblems();
    void takeFix(const mapping::Fix &fix);
    void setQuiet(const QSet<QString> &quiet, const QString &text);
    void showPlace(const mapping::Place &where);
    void fillStatusBar();
    void fillRecentMenu();
    void takeWorkspace(std::unique_ptr<async::Workspace> workspace);
    void openDesign(const QString &file);
    void showDrawing();
    void showDocument();
    void saveFront();
    bool saveDesign();
    bool saveDesignAs();
    void listTables();
    void describeDocument();
    void browseWantedView();
    BrowserPage *makePage(const QString &table);
    void keepChanges(std::unique_ptr<async::Workspace> before);
    void followSchema(const async::SchemaNews &news);
    void followDeclarations();
    void showFrontPage();
    void tellRefusedSave(const base::Error &error);
    void tellLostFile(const base::Error &error);
    void tellOpened(const QString &words);
    void tellNotOpened(const base::Error &error);
    void closePages();
    /// The tab that shows a table's rows; null where there is none.
    BrowserPage *pageOf(const QString &table) const;
    void askForFile(base::ConnectionSettings::Mode mode);
    void askForNewDatabase();
    void showTitle();
    void updateActions();
    void makeChange(const project::DocumentChange &change);
    void say(const QString &text);
    void goBack();
    void browseParent(const QString &table, const QStringList &columns, const base::Values &values);
    void connectPageActions();
    void browseSelected();
    void editChosen();
    base::TableId chosenTable() const;
    bool isTreeMeant() const;
    void copyTableSql(base::TableId id);
    void showSchemaSql();
    void showModels();
    void showLessons();
    void closeCurrentTab();
    void cancelWork();
    void showBusy();
    bool isBusy() const;
    bool mayClose();
    void followEditor(const BrowserPage &page);

    Theme &m_theme;
    Settings &m_settings;
    WindowPlacement *m_placement;
    Actions *m_actions;
    project::DesignDocument m_document;
    open::DesignKeeper *m_keeper;
    DeclaredDesign *m_declared;
    QUndoStack m_undoStack;
    std::unique_ptr<async::Workspace> m_workspace;
    std::unique_ptr<WayBack> m_wayBack;
    int m_editsOnTheWay = 0; ///< editors whose text is not in the session's pending edits yet
    int m_dockCount = 0;
    bool m_hasDocument = false;
    QString m_wantedDesign; ///< the file of the design whose database is being opened
    std::optional<project::DesignContent> m_wantedContent;
    bool m_isOpening = false;
    base::ConnectionSettings m_wanted;
    QString m_wantedView; ///< to be browsed once its columns are known

    QStackedWidget *m_center = nullptr;
    StartPage *m_start = nullptr;
    QTabWidget *m_tabs = nullptr;
    EditorTabs *m_editors = nullptr;
    DiagramView *m_diagram = nullptr;
    SchemaSqlPanel *m_schemaSql = nullptr;
    ModelCodePanel *m_models = nullptr;
    SchemaTreePanel *m_schemaTree = nullptr;
    Inspector *m_inspector = nullptr;
    StatementsPanel *m_statements = nullptr;
    StatementChart *m_chart = nullptr;
    ProblemsPanel *m_problems = nullptr;
    QDockWidget *m_problemsDock = nullptr;
    StatementDocks *m_statementDocks = nullptr;
    FloodAdvice *m_floodAdvice = nullptr;
    DetailsDock *m_detailsDock = nullptr;
    SelectionDetails *m_details = nullptr;
    ClipboardActions *m_clipboard = nullptr;
    RowCounter *m_counter = nullptr;
    KeptChanges *m_kept = nullptr; ///< the workspace's child, as the counter is
    RunningSave *m_runningSave = nullptr;
    BusyIndicator *m_busy = nullptr;
    MessageLine *m_message = nullptr;
    QLabel *m_fileLabel = nullptr;
    QLabel *m_engineLabel = nullptr;
    QLabel *m_countLabel = nullptr;
    QToolButton *m_problemLabel = nullptr;
    QLabel *m_zoomLabel = nullptr;
    DifferencePill *m_pill = nullptr;
};

} // namespace relata::ui
