#pragma once

#include "core/open/opendesign.h"
#include "ui/shell/actions.h"
#include "ui/shell/rowsaving.h"

#include <QMainWindow>
#include <QUndoStack>

#include <functional>
#include <memory>

class QDockWidget;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace relata::ui {

class BrowserPage;
class BrowserTabs;
class BusyIndicator;
class ClipboardActions;
class DatabaseNotices;
class DesignFiles;
class DesignFindings;
class DetailsDock;
class DiagramView;
class Inspector;
class DifferencePill;
class EditorTabs;
class FloodAdvice;
class MessageLine;
class ModelCodePanel;
class RowCounter;
class SchemaSqlPanel;
class ProblemsPanel;
class SchemaTreePanel;
class SelectionDetails;
class Settings;
class StartPage;
class StatementChart;
class StatementDocks;
class StatementsPanel;
class StatusFacts;
class Theme;
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
    const base::ConnectionSettings &wanted() const { return m_open->wanted(); }
    /// Starts an empty drawing in this window.
    void startDrawing() { m_open->startDrawing(); }
    /// Shows a drawing that another process has left unsaved.
    void showLeft(const open::LeftDrawing &left) { m_open->showLeft(left); }
    /// The design file that is open; "" where there is none.
    QString designFile() const { return m_open->keeper().file(); }
    open::DesignKeeper &keeper() const { return m_open->keeper(); }
    /// True while the window shows neither a database nor a drawing, and none is on its way.
    bool isEmpty() const { return !m_open->isThere() && !m_open->isOpening(); }
    /// The database that is open; not valid for a drawing.
    base::DatabaseIdentity database() const
    {
        return workspace() ? workspace()->identity() : base::DatabaseIdentity();
    }

    async::Workspace *workspace() const { return m_open->workspace(); }
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
    void createDatabase(const QString &file) { m_open->createDatabase(file); }
    /// Writes what waits; the status bar tells how it went.
    void save() { write(RowSaving::Then::Stay); }
    void discard();
    /// Commits whatever editor is open in the window. Where that takes a moment, calls `then` afterwards and
    /// returns true; where what is typed is refused, shows why and returns true.
    bool waitsForEditors(std::function<void()> then);
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
    void write(RowSaving::Then then);
    void makeCenter();
    void makeDocks();
    QDockWidget *addDock(const QString &id, const QString &title, QWidget *content, Qt::DockWidgetArea area);
    void connectActions();
    void connectViewActions();
    void connectDiagram();
    void connectPanels();
    void followTab();
    void showProblems();
    void showPlace(const mapping::Place &where);
    void fillStatusBar();
    void makeHelpers();
    void connectDesign();
    void connectDatabase();
    void countRows();
    void letGoOfRows();
    void showDesign(const QString &words);
    void showDocument();
    QString openingWords() const;
    void saveFront();
    void listTables();
    void describeDocument();
    void followSchema(const async::SchemaNews &news);
    void tellNotOpened(const base::Error &error);
    void closePages();
    void showTitle();
    void updateActions();
    void makeChange(const project::DocumentChange &change);
    void say(const QString &text);
    void browseSelected();
    void editChosen();
    base::TableId chosenTable() const;
    bool isTreeMeant() const;
    void copyTableSql(base::TableId id);
    void showSchemaSql();
    void showModels();
    void showLessons();
    void showKeys();
    void askToResetSample();
    void closeCurrentTab();
    void cancelWork();
    void showBusy();
    bool isBusy() const;
    bool mayClose();

    Theme &m_theme;
    Settings &m_settings;
    WindowPlacement *m_placement;
    Actions *m_actions;
    std::unique_ptr<open::OpenDesign> m_open;
    project::DesignDocument &m_document;
    QUndoStack m_undoStack;
    QString m_takenBack; ///< what the last undo was called
    int m_dockCount = 0;

    QStackedWidget *m_center = nullptr;
    StartPage *m_start = nullptr;
    QTabWidget *m_tabs = nullptr;
    BrowserTabs *m_pages = nullptr;
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
    RowCounter *m_counter = nullptr; ///< the workspace's child
    DesignFiles *m_files = nullptr;
    DatabaseNotices *m_notices = nullptr;
    RowSaving *m_rowSaving = nullptr;
    DesignFindings *m_findings = nullptr;
    BusyIndicator *m_busy = nullptr;
    MessageLine *m_message = nullptr;
    StatusFacts *m_facts = nullptr;
    QLabel *m_zoomLabel = nullptr;
    DifferencePill *m_pill = nullptr;
};

} // namespace relata::ui
