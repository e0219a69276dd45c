#include "actions.h"

#include "ui/theme/theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

namespace relata::ui {

using namespace Qt::StringLiterals;

namespace {

/// One row of the table of actions. A menu of "" continues the one above; an id of "-" is a separator.
struct ActionRow
{
    const char *menu;
    const char *id;
    const char *text;
    const char *icon;
    const char *shortcut; ///< "@Key": shown only; the view that has the focus acts on it
    const char *tip;
};

constexpr ActionRow kActions[] = {
    {QT_TR_NOOP("&File"), "newDrawing", QT_TR_NOOP("&New drawing"), "table", "Ctrl+N",
     QT_TR_NOOP("Start with an empty canvas")},
    {"", "open", QT_TR_NOOP("&Open…"), "open", "Ctrl+O", QT_TR_NOOP("Open a SQLite database")},
    {"", "openReadOnly", QT_TR_NOOP("Open &read-only…"), "lock", "Ctrl+Shift+O",
     QT_TR_NOOP("Open a database that cannot be changed by accident")},
    {"", "recent", QT_TR_NOOP("Open re&cent"), "", "", ""},
    {"", "-", "", "", "", ""},
    {"", "save", QT_TR_NOOP("&Save changes"), "save", "Ctrl+S",
     QT_TR_NOOP("Save what the tab in front shows: changes of rows in one transaction, else the design")},
    {"", "saveDesignAs", QT_TR_NOOP("Save design &as…"), "save", "Ctrl+Shift+S",
     QT_TR_NOOP("Keep the design in a file that can be shared and versioned")},
    {"", "createDatabase", QT_TR_NOOP("Create &database…"), "create-database", "Ctrl+Shift+D",
     QT_TR_NOOP("Write the drawing into a new SQLite file and open it")},
    {"", "-", "", "", "", ""},
    {"", "resetSample", QT_TR_NOOP("Reset &sample"), "retry", "Ctrl+Alt+R",
     QT_TR_NOOP("Make the bundled sample database anew and open it")},
    {"", "-", "", "", "", ""},
    {"", "closeTab", QT_TR_NOOP("&Close tab"), "close", "Ctrl+W", QT_TR_NOOP("Close the tab in front")},
    {"", "quit", QT_TR_NOOP("&Quit"), "", "Ctrl+Q", ""},
    {QT_TR_NOOP("&Edit"), "undo", QT_TR_NOOP("&Undo"), "undo", "Ctrl+Z",
     QT_TR_NOOP("Take back the last change of the drawing")},
    {"", "redo", QT_TR_NOOP("&Redo"), "redo", "Ctrl+Shift+Z", QT_TR_NOOP("Make the change again")},
    {"", "-", "", "", "", ""},
    {"", "cut", QT_TR_NOOP("Cu&t"), "", "@Ctrl+X", QT_TR_NOOP("Take the selected tables to the clipboard")},
    {"", "copy", QT_TR_NOOP("&Copy"), "copy", "@Ctrl+C", ""},
    {"", "paste", QT_TR_NOOP("&Paste"), "", "@Ctrl+V",
     QT_TR_NOOP("Add the tables, or the CREATE TABLE text, that the clipboard holds")},
    {"", "duplicate", QT_TR_NOOP("D&uplicate"), "", "@Ctrl+D",
     QT_TR_NOOP("Copy the selected tables beside themselves")},
    {"", "find", QT_TR_NOOP("&Find in rows…"), "search", "Ctrl+F",
     QT_TR_NOOP("Find a text in the loaded rows")},
    {"", "filterRows", QT_TR_NOOP("F&ilter rows"), "filter", "Ctrl+Shift+F",
     QT_TR_NOOP("Let the database find rows")},
    {"", "filterSchema", QT_TR_NOOP("Find &table"), "search", "Ctrl+P",
     QT_TR_NOOP("Find a table or column in the schema")},
    {"", "-", "", "", "", ""},
    {"", "settings", QT_TR_NOOP("&Settings…"), "settings", "Ctrl+,", ""},
    {QT_TR_NOOP("&View"), "diagram", QT_TR_NOOP("&Diagram"), "link", "Ctrl+1",
     QT_TR_NOOP("Show the diagram")},
    {"", "schemaSql", QT_TR_NOOP("Schema S&QL"), "sql", "Ctrl+2",
     QT_TR_NOOP("Show the SQL of the difference to the database")},
    {"", "models", QT_TR_NOOP("&Models"), "sql", "Ctrl+3",
     QT_TR_NOOP("Show the design as Flask-SQLAlchemy models")},
    {"", "problems", QT_TR_NOOP("&Problems"), "warning", "F8",
     QT_TR_NOOP("Show what is found about the design, with its fixes")},
    {"", "statements", QT_TR_NOOP("&Statements"), "", "F9",
     QT_TR_NOOP("Show the statements that clicks ran, or only a line with their totals")},
    {"", "-", "", "", "", ""},
    {"", "zoomIn", QT_TR_NOOP("Zoom &in"), "zoom-in", "Ctrl++", ""},
    {"", "zoomOut", QT_TR_NOOP("Zoom &out"), "zoom-out", "Ctrl+-", ""},
    {"", "zoomReset", QT_TR_NOOP("&Actual size"), "", "Ctrl+Alt+0", ""},
    {"", "fit", QT_TR_NOOP("&Fit"), "fit", "Ctrl+Shift+9", QT_TR_NOOP("Show the whole diagram")},
    {"", "-", "", "", "", ""},
    {"", "themeSystem", QT_TR_NOOP("Theme of the s&ystem"), "", "Ctrl+Alt+1", ""},
    {"", "themeLight", QT_TR_NOOP("&Light theme"), "sun", "Ctrl+Alt+2", ""},
    {"", "themeDark", QT_TR_NOOP("Dar&k theme"), "moon", "Ctrl+Alt+3", ""},
    {QT_TR_NOOP("&Schema"), "newTable", QT_TR_NOOP("New &table"), "table", "@N",
     QT_TR_NOOP("Draw a table (N on the canvas)")},
    {"", "tableEditor", QT_TR_NOOP("&Edit table"), "table", "Alt+Return",
     QT_TR_NOOP("Edit columns, keys, indexes and checks of the selected table in a grid")},
    {"", "editTable", QT_TR_NOOP("Rename or add &columns"), "", "@F2",
     QT_TR_NOOP("Type the selected table on its card (F2 on the canvas)")},
    {"", "removeSelected", QT_TR_NOOP("&Remove"), "delete-row", "@Del",
     QT_TR_NOOP("Remove the selected tables and links (Delete on the canvas)")},
    {"", "-", "", "", "", ""},
    {"", "arrange", QT_TR_NOOP("&Arrange"), "arrange", "Ctrl+Shift+A",
     QT_TR_NOOP("Place all cards anew; undo brings them back")},
    {"", "browse", QT_TR_NOOP("&Browse table"), "browse", "Ctrl+Return",
     QT_TR_NOOP("Show the rows of the selected table")},
    {QT_TR_NOOP("&Data"), "review", QT_TR_NOOP("Re&view changes…"), "review", "Ctrl+Shift+P",
     QT_TR_NOOP("See what waits for Save")},
    {"", "discard", QT_TR_NOOP("&Discard changes"), "discard", "Ctrl+Alt+Z",
     QT_TR_NOOP("Forget what waits for Save")},
    {"", "-", "", "", "", ""},
    {"", "addRow", QT_TR_NOOP("&Add row"), "add-row", "@Ins", QT_TR_NOOP("Add a row (Insert in the grid)")},
    {"", "deleteRows", QT_TR_NOOP("De&lete rows"), "delete-row", "@Ctrl+Del",
     QT_TR_NOOP("Mark the selected rows as deleted (Ctrl+Delete in the grid)")},
    {"", "setNull", QT_TR_NOOP("Set &NULL"), "set-null", "@Ctrl+0",
     QT_TR_NOOP("Set the selected cells to NULL (Ctrl+0 in the grid)")},
    {"", "revertRows", QT_TR_NOOP("Re&vert rows"), "undo", "Ctrl+Alt+U",
     QT_TR_NOOP("Forget what waits for the selected rows")},
    {"", "-", "", "", "", ""},
    {"", "displaySql", QT_TR_NOOP("Ask for &titles and counts"), "", "Ctrl+Alt+T",
     QT_TR_NOOP("Whether statements may run only to show titles and counts")},
    {"", "goBack", QT_TR_NOOP("Go &back"), "", "Alt+Left",
     QT_TR_NOOP("Return from a parent to the row that led to it")},
    {"", "refresh", QT_TR_NOOP("&Refresh"), "refresh", "F5", QT_TR_NOOP("Ask the database again")},
    {"", "cancel", QT_TR_NOOP("&Cancel"), "stop", "@Esc",
     QT_TR_NOOP("Cancel the statement that runs (Escape)")},
    {QT_TR_NOOP("&Help"), "learn", QT_TR_NOOP("&Learn relationships"), "link", "Ctrl+F1",
     QT_TR_NOOP("Five steps on a drawing of their own: a link that works, and four mistakes")},
    {"", "keys", QT_TR_NOOP("&Keys and gestures"), "", "F1",
     QT_TR_NOOP("Everything that keys and the mouse do")},
    {"", "about", QT_TR_NOOP("&About Relata"), "info", "Shift+F1", ""},
};

constexpr const char *kToolBar[] = {"open",    "save", "-",       "newTable", "removeSelected",
                                    "-",       "undo", "redo",    "-",        "browse",
                                    "refresh", "-",    "arrange", "fit"};

} // namespace

Actions::Actions(const Theme &theme, QWidget *window) : QObject(window), m_theme(theme), m_window(window)
{
    for (const ActionRow &row : kActions) {
        const QString id = QString::fromLatin1(row.id);
        if (id == "-"_L1 || id == "recent"_L1)
            continue;
        auto *action = new QAction(tr(row.text), window);
        action->setObjectName(id);
        if (*row.icon)
            action->setIcon(m_theme.icon(QString::fromLatin1(row.icon)));
        if (*row.shortcut == '@')
            action->setText(action->text() + u'\t' + QString::fromLatin1(row.shortcut + 1));
        else if (*row.shortcut)
            action->setShortcut(QKeySequence(QString::fromLatin1(row.shortcut)));
        if (*row.tip) {
            action->setStatusTip(tr(row.tip));
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            action->setToolTip(keys.isEmpty() ? tr(row.tip) : tr(row.tip) + u" ("_s + keys + u')');
        }
        m_actions.insert(id, action);
        window->addAction(action);
    }
    (*this)[u"open"_s]->setIconText(tr("Open"));
    (*this)[u"save"_s]->setIconText(tr("Save"));
    (*this)[u"newTable"_s]->setIconText(tr("Table"));
    (*this)[u"removeSelected"_s]->setIconText(tr("Remove"));
    (*this)[u"browse"_s]->setIconText(tr("Browse"));
    (*this)[u"redo"_s]->setShortcuts({QKeySequence(u"Ctrl+Shift+Z"_s), QKeySequence(u"Ctrl+Y"_s)});
    (*this)[u"zoomIn"_s]->setShortcuts({QKeySequence(u"Ctrl++"_s), QKeySequence(u"Ctrl+="_s)});
    (*this)[u"refresh"_s]->setShortcuts({QKeySequence(u"F5"_s), QKeySequence(u"Ctrl+R"_s)});
    auto *themes = new QActionGroup(this);
    for (const QString &id : {u"themeSystem"_s, u"themeLight"_s, u"themeDark"_s}) {
        (*this)[id]->setCheckable(true);
        themes->addAction((*this)[id]);
    }
    (*this)[u"displaySql"_s]->setCheckable(true);
}

QAction *Actions::operator[](const QString &id) const
{
    QAction *action = m_actions.value(id);
    Q_ASSERT_X(action, "Actions", qPrintable(id));
    return action;
}

void Actions::fillMenuBar(QMenuBar *menuBar)
{
    QMenu *menu = nullptr;
    for (const ActionRow &row : kActions) {
        if (*row.menu)
            menu = menuBar->addMenu(tr(row.menu));
        const QString id = QString::fromLatin1(row.id);
        if (id == "-"_L1)
            menu->addSeparator();
        else if (id == "recent"_L1)
            m_recent = menu->addMenu(tr(row.text));
        else
            menu->addAction((*this)[id]);
        if (id == "diagram"_L1)
            m_view = menu;
    }
}

void Actions::fillToolBar(QToolBar *toolBar)
{
    for (const char *name : kToolBar) {
        const QString id = QString::fromLatin1(name);
        if (id == "-"_L1)
            toolBar->addSeparator();
        else
            toolBar->addAction((*this)[id]);
    }
}

void Actions::setEnabled(const QStringList &ids, bool enabled)
{
    for (const QString &id : ids)
        (*this)[id]->setEnabled(enabled);
}

} // namespace relata::ui
