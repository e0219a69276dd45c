#include "tour.h"

#include "app/sampledatabase.h"
#include "app/tourguide.h"
#include "app/tourroute.h"
#include "app/tourwitness.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/tableitem.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/settings.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QPointer>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>
#include <memory>

namespace relata::app {

using namespace Qt::StringLiterals;
using ui::BrowserPage;
using ui::LoadState;
using ui::MainWindow;
using ui::RecordTreeModel;

namespace {

constexpr auto kNewText = "Edited on the tour";

/// The tour of one database: owns the windows and the copy, adds the steps to the guide.
class Tour
{
public:
    Tour(const CommandLine &line, const QString &copy, const QString &folder, ui::Theme &theme,
         ui::Settings &settings)
        : m_copy(copy),
          m_drawn(folder + u"/drawn.db"_s),
          m_witness(copy),
          m_window(new MainWindow(theme, settings)),
          m_drawing(new MainWindow(theme, settings)),
          m_guide(line.out.isEmpty() ? u"./relata-tour"_s : line.out, line.failStep,
                  [this] { return m_front; })
    {
        m_front = m_window.get();
        for (MainWindow *window : {m_window.get(), m_drawing.get()}) {
            window->resize(1280, 800);
            QObject::connect(window, &MainWindow::failed, &m_guide,
                             [this](const base::Error &error) { m_failure = error.text(); });
        }
        QObject::connect(&m_guide, &TourGuide::finished, &m_guide, [] { QApplication::exit(0); });
    }

    int play()
    {
        m_window->show();
        addOpening();
        addBrowsing();
        addEditing();
        addStatements();
        addDrawing();
        m_guide.start();
        QApplication::exec();
        return m_guide.allHeld() ? 0 : 1;
    }

private:
    void addOpening()
    {
        m_guide.add(
            {u"open"_s,
             [this] {
                 m_window->open({m_copy, base::ConnectionSettings::Mode::ReadWrite, 5000});
             },
             [this] { return m_window->workspace() || !m_failure.isEmpty(); },
             [this]() -> Finding {
                 if (!m_failure.isEmpty())
                     return {false, m_failure};
                 m_route = planRoute(m_window->workspace()->schema(), m_witness);
                 const qint64 shown = m_window->workspace()->schema().tables.size();
                 const qint64 there = m_witness.number(
                     u"SELECT count(*) FROM sqlite_schema WHERE type IN ('table','view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"_s);
                 return {shown == there,
                         u"%1 tables and views shown, %2 in the file"_s.arg(shown).arg(there)};
             }});
        m_guide.add(
            {u"diagram"_s, [this] { m_window->diagram().fit(); },
             [this] {
                 return m_window->workspace() && m_window->diagram().diagram()->arranger().isSettled();
             },
             [this]() -> Finding {
                 const auto items = m_window->diagram().diagram()->tableItems();
                 int overlaps = 0;
                 for (qsizetype i = 0; i < items.size(); ++i) {
                     for (qsizetype j = i + 1; j < items.size(); ++j)
                         overlaps += items[i]->card().intersects(items[j]->card()) ? 1 : 0;
                 }
                 return {overlaps == 0, u"%1 cards, %2 of them overlap"_s.arg(items.size()).arg(overlaps)};
             }});
    }

    void addBrowsing()
    {
        m_guide.add(
            {u"browse"_s, [this] { m_page = m_window->browse(m_route.table); },
             [this] { return m_page && m_page->tree().rowCount() > 0 && !m_page->rows().isLoading(); },
             [this]() -> Finding {
                 const qint64 there =
                     m_witness.number(u"SELECT count(*) FROM "_s + quotedName(m_route.table));
                 const qint64 shown = m_page->rows().storedRows();
                 return {shown == qMin<qint64>(there, 200),
                         u"%1 of %2 rows of %3"_s.arg(shown).arg(there).arg(m_route.table)};
             }});
        if (m_witness.hasLinks()) {
            addExpansion(u"expand"_s, 0);
            addExpansion(u"expand-deeper"_s, 1);
        }
    }

    /// Expands the planned record of a level and its planned relationship with the Right key, and compares
    /// the children.
    void addExpansion(const QString &id, int level)
    {
        m_guide.add({id, [this, level] { expandLevel(level); },
                     [this, level] {
                         return level >= m_route.steps.size() ||
                                (m_side.isValid() && m_page->tree().isLoaded(m_side));
                     },
                     [this, level]() -> Finding {
                         if (level >= m_route.steps.size())
                             return {true, u"nothing to expand this deep"_s};
                         const RouteStep &step = m_route.steps[level];
                         const qint64 shown = m_page->tree().rowCount(m_side);
                         m_list = m_side;
                         return {shown == step.children,
                                 u"%1.%2 shows %3 rows, the file has %4"_s.arg(step.table, step.relationship)
                                     .arg(shown)
                                     .arg(step.children)};
                     }});
    }

    void expandLevel(int level)
    {
        m_side = QPersistentModelIndex();
        if (level >= m_route.steps.size() || !m_page)
            return;
        RecordTreeModel &tree = m_page->tree();
        const RouteStep &step = m_route.steps[level];
        for (int row = 0; row < tree.rowCount(m_list); ++row) {
            const QModelIndex record = tree.index(row, 0, m_list);
            if (record.data(RecordTreeModel::KeyRole).value<base::RecordKey>() != step.record)
                continue;
            m_page->treeView().setCurrentIndex(record);
            pressKey(&m_page->treeView(), Qt::Key_Right);
            for (int side = 0; side < tree.rowCount(record); ++side) {
                const QModelIndex index = tree.index(side, 0, record);
                if (tree.trail(index).last() != step.relationship)
                    continue;
                m_page->treeView().setCurrentIndex(index);
                pressKey(&m_page->treeView(), Qt::Key_Right);
                m_side = index;
            }
        }
    }

    void addEditing()
    {
        m_guide.add({u"edit"_s, [this] { editCell(); },
                     [this] {
                         return m_route.editColumn < 0 ||
                                m_window->workspace()->records().pending().count() == 1;
                     },
                     [this]() -> Finding {
                         if (m_route.editColumn < 0)
                             return {true, u"no text column to edit in this file"_s};
                         const QString stored = m_witness.text(m_route.editQuery);
                         return {stored == m_route.editBefore,
                                 u"1 change waits, the file still has “%1”"_s.arg(stored)};
                     }});
        m_guide.add({u"save"_s, [this] { m_window->actions()[u"save"_s]->trigger(); },
                     [this] { return m_window->workspace()->records().pending().isEmpty(); },
                     [this]() -> Finding {
                         if (m_route.editColumn < 0)
                             return {true, u"nothing to save"_s};
                         const QString stored = m_witness.text(m_route.editQuery);
                         return {stored == QLatin1StringView(kNewText), u"the file has “%1”"_s.arg(stored)};
                     }});
    }

    /// Types over a cell of the grid as a person does: select, F2, type, Enter.
    void editCell()
    {
        if (m_route.editColumn < 0)
            return;
        m_editPage = m_window->browse(m_route.editTable);
        m_editPage->grid().setFocus();
        typeWhenLoaded();
    }

    /// Tries until the change waits: the rows may still be on their way.
    void typeWhenLoaded()
    {
        if (!m_editPage || !m_window->workspace()->records().pending().isEmpty())
            return;
        m_editPage->treeView().setCurrentIndex(m_editPage->tree().index(0, 0)); // all rows of the table
        const int row =
            m_editPage->rows().scope().isRelationship() ? -1 : m_editPage->rows().rowOf(m_route.editRecord);
        if (row >= 0)
            typeOver(row);
        QTimer::singleShot(row < 0 ? 30 : 500, &m_guide, [this] { typeWhenLoaded(); });
    }

    void typeOver(int row)
    {
        ui::RecordGrid &grid = m_editPage->grid();
        grid.setCurrentIndex(m_editPage->rows().index(row, m_route.editColumn));
        pressKey(&grid, Qt::Key_F2);
        if (auto *editor = grid.findChild<QLineEdit *>(u"cellEditor"_s)) {
            editor->selectAll();
            typeText(editor, QString::fromLatin1(kNewText));
            pressKey(editor, Qt::Key_Return);
        }
    }

    void addStatements()
    {
        m_guide.add({u"statements"_s, [this] { m_window->statements().show(); }, [] { return true; },
                     [this]() -> Finding {
                         const auto *log = m_window->statements().model();
                         int expansions = 0;
                         int statements = 0;
                         for (int row = 0; row < log->rowCount(); ++row) {
                             const QModelIndex click = log->index(row, 0);
                             if (!click.data().toString().startsWith(u"Expand"_s))
                                 continue;
                             ++expansions;
                             statements += log->rowCount(click);
                         }
                         const bool none = m_route.steps.isEmpty();
                         return {none || (expansions > 0 && statements <= expansions),
                                 u"%1 expansions ran %2 statements"_s.arg(expansions).arg(statements)};
                     }});
    }

    void addDrawing()
    {
        m_guide.add({u"new-drawing"_s,
                     [this] {
                         m_front = m_drawing.get();
                         m_drawing->show();
                         m_drawing->startDrawing();
                     },
                     [this] { return !m_drawing->isEmpty(); },
                     [this]() -> Finding {
                         const qsizetype tables = m_drawing->document().schema().tables.size();
                         return {tables == 0, u"an empty canvas with %1 tables"_s.arg(tables)};
                     }});
        addTable(u"draw-parent"_s, u"user"_s, u"username VARCHAR(80) NOT NULL UNIQUE"_s, 1);
        addTable(u"draw-child"_s, u"post"_s, u"title VARCHAR(120) NOT NULL"_s, 2);
        m_guide.add({u"draw-link"_s, [this] { dragLink(); }, [this] { return linkCount() == 1; },
                     [this]() -> Finding {
                         const schema::Schema &schema = m_drawing->document().schema();
                         const schema::Relationship *posts = schema.relationship(u"user"_s, u"posts"_s);
                         return {posts && posts->backPopulates == "user"_L1,
                                 u"1 foreign key, User.posts and Post.user"_s};
                     }});
        m_guide.add(
            {u"create-database"_s, [this] { m_drawing->createDatabase(m_drawn); },
             [this] { return m_drawing->workspace() != nullptr || !m_failure.isEmpty(); },
             [this]() -> Finding {
                 if (!m_failure.isEmpty())
                     return {false, m_failure};
                 const TourWitness witness(m_drawn);
                 const qint64 keys = witness.number(
                     u"SELECT count(*) FROM pragma_foreign_key_list('post') WHERE \"table\" = 'user'"_s);
                 const qint64 tables =
                     witness.number(u"SELECT count(*) FROM sqlite_schema WHERE type = 'table'"_s);
                 return {keys == 1 && tables == 2,
                         u"the new file has %1 tables and %2 foreign key"_s.arg(tables).arg(keys)};
             }});
    }

    void addTable(const QString &id, const QString &name, const QString &column, int count)
    {
        m_guide.add(
            {id,
             [this, name, column] {
                 m_drawing->diagram().setFocus();
                 pressKey(&m_drawing->diagram(), Qt::Key_N, Qt::NoModifier, u"n"_s);
                 auto *title = m_drawing->findChild<QLineEdit *>(u"cardEditorName"_s);
                 if (!title)
                     return;
                 typeText(title, name + u'\n');
                 QWidget *line = QApplication::focusWidget();
                 if (!qobject_cast<QLineEdit *>(line) || line == title)
                     line = m_drawing->findChild<QLineEdit *>(u"cardEditorColumn1"_s);
                 pressKey(line, Qt::Key_Return);
                 line = m_drawing->findChild<QLineEdit *>(u"cardEditorColumn2"_s);
                 if (!line)
                     return;
                 typeText(line, column);
                 pressKey(line, Qt::Key_Return, Qt::ControlModifier);
             },
             [this, count] { return m_drawing->document().schema().tables.size() == count; },
             [this, name]() -> Finding {
                 const schema::Table *table = m_drawing->document().schema().table(name);
                 return {table && table->columns.size() == 2,
                         u"'%1' is drawn with %2 columns"_s.arg(name).arg(table ? table->columns.size() : 0)};
             }});
    }

    /// From the key of user to the card of post.
    void dragLink()
    {
        ui::DiagramView &view = m_drawing->diagram();
        view.fit();
        const schema::Schema &schema = m_drawing->document().schema();
        const ui::TableItem *parent = view.diagram()->tableItem(schema.table(u"user"_s)->id);
        const ui::TableItem *child = view.diagram()->tableItem(schema.table(u"post"_s)->id);
        const QPointF from = parent->card().topLeft() + QPointF(60, parent->geometry().rowY(u"id"_s));
        const QPointF to = child->card().topLeft() + QPointF(60, child->geometry().rowY(u"id"_s));
        dragMouse(view.viewport(), view.mapFromScene(from), view.mapFromScene(to));
    }

    qsizetype linkCount() const
    {
        qsizetype links = 0;
        for (const schema::Table &table : m_drawing->document().schema().tables)
            links += table.foreignKeys.size();
        return links;
    }

    const QString m_copy;
    const QString m_drawn;
    TourWitness m_witness;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<MainWindow> m_drawing;
    QWidget *m_front = nullptr;
    QString m_failure;
    TourRoute m_route;
    QPointer<BrowserPage> m_page;
    QPointer<BrowserPage> m_editPage;
    QPersistentModelIndex m_list; ///< whose children the next level expands
    QPersistentModelIndex m_side;
    TourGuide m_guide; ///< last: it goes first
};

/// Without a screen Qt remarks with every window that it cannot tell the screen its sizes; that is nothing to
/// people.
void leaveOutRemarks()
{
    static QtMessageHandler before = nullptr;
    before =
        qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
            if (!message.contains("propagateSizeHints"_L1))
                before(type, context, message);
        });
}

int complain(const QString &text)
{
    std::fputs((u"relata: "_s + text + u'\n').toLocal8Bit().constData(), stderr);
    return 1;
}

} // namespace

int playTour(const CommandLine &line, ui::Theme &theme, ui::Settings &settings)
{
    const QTemporaryDir folder;
    const QString copy =
        folder.filePath(line.file.isEmpty() ? u"sample.db"_s : QFileInfo(line.file).fileName());
    if (line.file.isEmpty()) {
        if (const auto written = writeSample(copy); !written)
            return complain(written.error().text());
    } else if (!QFile::copy(line.file, copy)) {
        return complain(u"'%1' cannot be copied for the tour."_s.arg(line.file));
    }
    for (const QString &ending : {u"-wal"_s, u"-journal"_s})
        QFile::copy(line.file + ending, copy + ending);
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner);
    // The tour keeps the person's theme, but leaves the recent files, the window's place and the layouts
    // alone.
    leaveOutRemarks();
    const ui::Theme::Choice choice = settings.theme();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QStandardPaths::setTestModeEnabled(true);
    settings.setTheme(choice);
    return Tour(line, copy, folder.path(), theme, settings).play();
}

} // namespace relata::app
