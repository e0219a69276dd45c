#include "tests/gui/drawingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/diagram/items/tableitem.h"
#include "ui/editors/table/cellgrid.h"
#include "ui/editors/table/completingedit.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/shell/editortabs.h"
#include "ui/schematree/schematreepanel.h"
#include "ui/shell/inspector.h"
#include "tests/support/constraints.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::DrawingWindow;
using tests::kBlog;
using tests::ScratchDatabase;
using ui::ColumnField;
using ui::PartsModel;

namespace {

/// The blog with a table in its editor.
struct EditedTable
{
    explicit EditedTable(const QString &name = u"post"_s, const QString &sql = kBlog)
        : file(sql), on(file.file()), id(schema().table(name)->id)
    {
        on.window.activateWindow();
        on.window.diagram().diagram()->select({id});
        on.window.diagram().setFocus();
        QTest::keyClick(&on.window, Qt::Key_Return, Qt::AltModifier);
        if (!on.window.editors().current())
            qFatal("no editor");
    }

    const mapping::MappedSchema &schema() { return on.window.document().schema(); }
    const schema::Table &table() { return *schema().table(id); }
    ui::TableEditor &editor() { return *on.window.editors().current(); }
    ui::CellGrid &columns() { return editor().columns(); }
    ui::CellGrid &parts() { return editor().parts(); }

    /// Clicks a cell as a person does.
    void click(ui::CellGrid &grid, int row, int column)
    {
        const QRect cell = grid.visualRect(grid.model()->index(row, column));
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, {cell.left() + 14, cell.center().y()});
    }
    void go(int row, ColumnField field)
    {
        columns().setFocus();
        columns().setCurrentIndex(columns().model()->index(row, int(field)));
    }
    /// Types into whatever has the focus: the first letter opens a cell.
    void type(const QString &text)
    {
        for (const QChar each : text)
            QTest::keyClick(QApplication::focusWidget(), each.toLatin1());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *list = QApplication::activePopupWidget();
        QTest::keyClick(list ? list : QApplication::focusWidget(), key, modifiers);
    }
    QString textOf(const QString &name) { return editor().findChild<QPlainTextEdit *>(name)->toPlainText(); }
    QString words() { return editor().findChild<QLabel *>(u"tableWords"_s)->text(); }
    void undo() { on.window.actions()[u"undo"_s]->trigger(); }
    QStringList names()
    {
        QStringList all;
        for (const schema::Column &each : table().columns)
            all += each.name;
        return all;
    }
    void add(const QString &kind)
    {
        auto *button = editor().findChild<QPushButton *>(u"addPart"_s);
        for (QAction *each : button->menu()->actions()) {
            if (each->text().remove(u'&') == kind)
                each->trigger();
        }
    }

    ScratchDatabase file;
    BrowsingWindow on;
    base::TableId id;
};

} // namespace

/// A table of an opened database is edited in a grid, by keys and mouse.
class TableEditorTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"tableeditor"_s); }

    void aTableHasOneTabThatEscapeClosesToWhereItCameFrom()
    {
        EditedTable edited;
        QTabWidget &tabs = edited.on.window.tabs();
        ui::TableEditor *editor = &edited.editor();
        QCOMPARE(tabs.tabText(tabs.currentIndex()), u"Edit post"_s);
        QCOMPARE(QApplication::focusWidget(), &edited.columns());
        tabs.setCurrentIndex(0);
        edited.on.window.editTable(edited.id);
        QCOMPARE(&edited.editor(), editor);
        QCOMPARE(tabs.count(), 2);
        edited.press(Qt::Key_Escape);
        QTRY_COMPARE(tabs.count(), 1);
        QCOMPARE(tabs.currentWidget(), &edited.on.window.diagram());
        edited.on.window.editTable(edited.id);
        edited.on.window.actions()[u"closeTab"_s]->trigger();
        QCOMPARE(tabs.count(), 1);
    }

    void theDetailsAndTheCardsMenuLeadToIt()
    {
        EditedTable edited;
        edited.press(Qt::Key_Escape);
        QTRY_COMPARE(edited.on.window.tabs().count(), 1);
        auto *button = edited.on.window.inspector().findChild<QPushButton *>(u"editTableButton"_s);
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(edited.on.window.editors().current());
        edited.press(Qt::Key_Escape);
        QTRY_COMPARE(edited.on.window.tabs().count(), 1);
        emit edited.on.window.diagram().diagram()->tableEditRequested(edited.id);
        QCOMPARE(edited.editor().table(), edited.id);
    }

    void theTableThatIsChosenInTheTreeIsMeant()
    {
        EditedTable edited;
        const base::TableId user = edited.schema().table(u"user"_s)->id;
        edited.on.window.actions()[u"filterSchema"_s]->trigger();
        edited.on.window.schemaTree().selectTable(user);
        edited.on.window.actions()[u"tableEditor"_s]->trigger();
        QCOMPARE(edited.editor().table(), user);
        edited.on.window.actions()[u"tableEditor"_s]->trigger(); // Its grid has the focus now.
        QCOMPARE(edited.editor().table(), user);
        edited.on.browse(u"post"_s);
        edited.on.window.actions()[u"tableEditor"_s]->trigger();
        QCOMPARE(edited.editor().table(), edited.id);
    }

    void aNameAndEnterAddAColumn()
    {
        EditedTable edited;
        edited.go(4, ColumnField::Name);
        edited.type(u"joined_at"_s);
        edited.press(Qt::Key_Return);
        edited.type(u"rating INT NOT NULL"_s); // The next empty row has the focus.
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.names().mid(4), QStringList({u"joined_at"_s, u"rating"_s}));
        QVERIFY(edited.textOf(u"tableSql"_s).contains(u"\"joined_at\" DATETIME"_s));
        QVERIFY(edited.textOf(u"tableModel"_s).contains(u"joined_at = db.Column(db.DateTime)"_s));
        QVERIFY(edited.on.window.document().isModified());
        edited.undo();
        QCOMPARE(edited.names().size(), 5);
        edited.undo();
        QCOMPARE(edited.table(), *edited.on.window.document().baseline().table(edited.id));
    }

    void tabGoesOnToTheTypeOfANewColumn()
    {
        EditedTable edited;
        edited.go(4, ColumnField::Name);
        edited.type(u"motto"_s);
        edited.press(Qt::Key_Tab);
        QCOMPARE(edited.columns().currentIndex(), edited.columns().model()->index(4, int(ColumnField::Type)));
        edited.type(u"VARCHAR(9)"_s);
        edited.press(Qt::Key_Tab);
        QCOMPARE(edited.table().column(u"motto"_s)->type, u"VARCHAR(9)"_s);
        QCOMPARE(edited.columns().currentIndex().column(), int(ColumnField::Key));
        edited.press(Qt::Key_Tab);
        QCOMPARE(edited.columns().currentIndex(),
                 edited.columns().model()->index(4, int(ColumnField::NotNull)));
        edited.press(Qt::Key_Space);
        QVERIFY(!edited.table().column(u"motto"_s)->nullable);
    }

    void aRenamedColumnIsRenamedEverywhere()
    {
        EditedTable edited(u"user"_s);
        edited.go(0, ColumnField::Name);
        edited.press(Qt::Key_F2);
        edited.type(u"nr"_s); // All of it is selected.
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.names().first(), u"nr"_s);
        QCOMPARE(edited.schema().table(u"post"_s)->foreignKeys.first().targetColumns, QStringList{u"nr"_s});
        QVERIFY(edited.schema().relationship(u"user"_s, u"posts"_s));
        QCOMPARE(edited.columns().currentIndex().row(), 1); // Enter moves on.
    }

    void spaceAndClicksTick()
    {
        EditedTable edited;
        edited.go(3, ColumnField::NotNull);
        edited.press(Qt::Key_Space);
        QVERIFY(!edited.table().column(u"views"_s)->nullable);
        edited.click(edited.columns(), 3, int(ColumnField::NotNull));
        QVERIFY(edited.table().column(u"views"_s)->nullable);
        edited.go(1, ColumnField::Key);
        edited.press(Qt::Key_Space);
        QCOMPARE(edited.table().primaryKey, QStringList({u"id"_s, u"title"_s}));
        edited.press(Qt::Key_Space);
        QCOMPARE(edited.table().primaryKey, QStringList{u"id"_s});
        edited.click(edited.columns(), 1, int(ColumnField::Unique));
        QCOMPARE(tests::columnsOf(edited.table().uniques), QList<QStringList>{QStringList{u"title"_s}});
        QVERIFY(edited.textOf(u"tableSql"_s).contains(u"UNIQUE (\"title\")"_s));
        QVERIFY2(edited.textOf(u"tableModel"_s).contains(u"unique=True"_s),
                 qPrintable(edited.textOf(u"tableModel"_s)));
    }

    void aTypeIsTakenFromTheList()
    {
        EditedTable edited;
        edited.go(3, ColumnField::Type);
        edited.type(u"varch"_s);
        auto *edit = edited.columns().findChild<ui::CompletingEdit *>();
        QVERIFY(edit);
        QCOMPARE(edit->offered(), QStringList({u"VARCHAR(120)"_s, u"VARCHAR(80)"_s}));
        edited.press(Qt::Key_Down);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.table().column(u"views"_s)->type, u"VARCHAR(120)"_s);
    }

    void altMovesAndDeleteRemoves()
    {
        EditedTable edited;
        edited.go(3, ColumnField::Name);
        edited.press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(edited.names(), QStringList({u"id"_s, u"title"_s, u"views"_s, u"user_id"_s}));
        QCOMPARE(edited.columns().currentIndex().row(), 2);
        edited.press(Qt::Key_Delete);
        QCOMPARE(edited.names(), QStringList({u"id"_s, u"title"_s, u"user_id"_s}));
        edited.undo();
        edited.undo();
        QCOMPARE(edited.names().last(), u"views"_s);
    }

    void whatIsRefusedIsToldAtItsCellAndNotLost()
    {
        EditedTable edited;
        edited.go(3, ColumnField::Name);
        edited.press(Qt::Key_F2);
        edited.type(u"title"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.names().last(), u"views"_s);
        QVERIFY2(edited.words().contains(u"two columns named 'title'"_s), qPrintable(edited.words()));
        const auto *hint = edited.editor().findChild<QWidget *>(u"cellHint"_s);
        QVERIFY(hint->isVisible());
        QCOMPARE(edited.columns().currentIndex().data().toString(), u"title"_s);
        QCOMPARE(edited.columns().currentIndex().row(), 3); // The cell keeps the focus.
        edited.press(Qt::Key_Escape);
        QVERIFY(!hint->isVisible());
        QCOMPARE(edited.columns().currentIndex().data().toString(), u"views"_s);
        QVERIFY(edited.on.window.editors().current());
    }

    void partsAreTypedBelow()
    {
        EditedTable edited;
        edited.add(u"Index"_s);
        edited.type(u"user_id, views DESC"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.table().indexes.size(), 1);
        QCOMPARE(edited.table().indexes.first().terms, QStringList({u"user_id"_s, u"views DESC"_s}));
        QVERIFY(edited.textOf(u"tableSql"_s).contains(u"CREATE INDEX \"ix_post_user_id_views\""_s));
        edited.add(u"Check"_s);
        edited.type(u"views >= 0"_s);
        edited.press(Qt::Key_Return);
        QVERIFY(tests::conditionsOf(edited.table().checks).contains(u"views >= 0"_s));
        QVERIFY(edited.textOf(u"tableModel"_s).contains(u"CheckConstraint('views >= 0')"_s) ||
                edited.textOf(u"tableModel"_s).contains(u"CheckConstraint(\"views >= 0\")"_s));
        edited.add(u"Unique"_s);
        edited.press(Qt::Key_Escape); // What waits goes, the tab stays.
        QCOMPARE(edited.parts().model()->rowCount(), 4);
        QVERIFY(edited.on.window.editors().current());
        edited.parts().setFocus();
        edited.parts().selectRow(int(edited.table().foreignKeys.size())); // The index.
        edited.press(Qt::Key_Delete);
        QVERIFY(edited.table().indexes.isEmpty());
    }

    void deleteAfterANewPartWasGivenUpTakesNoOtherOneAway()
    {
        EditedTable edited;
        const schema::Table before = edited.table();
        edited.add(u"Unique"_s);
        edited.press(Qt::Key_Escape);
        edited.press(Qt::Key_Delete);
        QCOMPARE(edited.table(), before);
    }

    void aConditionThatTheDatabaseWouldRefuseIsToldAtItsCell_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("a misspelt column") << u"view >= 0"_s << u"Did you mean 'views'?"_s;
        QTest::newRow("half of one") << u"views >="_s << u"'views >=' is not complete."_s;
    }
    void aConditionThatTheDatabaseWouldRefuseIsToldAtItsCell()
    {
        QFETCH(QString, typed);
        QFETCH(QString, words);
        EditedTable edited;
        const QList<schema::Check> before = edited.table().checks;
        edited.add(u"Check"_s);
        edited.type(typed);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.table().checks, before);
        QVERIFY2(edited.words().contains(words), qPrintable(edited.words()));
        QCOMPARE(edited.parts().currentIndex().data().toString(), typed);
        edited.go(3, ColumnField::Check);
        edited.press(Qt::Key_F2);
        edited.type(typed);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.table().checks, before);
        QVERIFY2(edited.words().contains(words), qPrintable(edited.words()));
    }

    void aForeignKeyIsARelationshipAtOnce()
    {
        EditedTable edited(u"user"_s);
        edited.go(3, ColumnField::Name);
        edited.type(u"favourite_id"_s);
        edited.press(Qt::Key_Return);
        edited.go(3, ColumnField::Target);
        edited.type(u"post.id ON DELETE SET NULL"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.table().foreignKeys.size(), 1);
        const base::LinkId link = edited.table().foreignKeys.first().id;
        QVERIFY(edited.schema().childSide(link));
        auto *list = edited.editor().findChild<QListWidget *>(u"tableRelationships"_s);
        QCOMPARE(list->count(), 2); // That of before and the new one.
        const QRect row = list->visualItemRect(list->item(0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, row.center());
        QTRY_VERIFY(edited.on.window.inspector().findChild<QWidget *>(u"linkEditor"_s));
    }

    void theTableAndItsClassAreNamed()
    {
        EditedTable edited;
        auto *name = edited.editor().findChild<QLineEdit *>(u"tableName"_s);
        name->setFocus();
        name->selectAll();
        edited.type(u"article"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.table().name, u"article"_s);
        QCOMPARE(edited.on.window.tabs().tabText(1), u"Edit article"_s);
        edited.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(edited.table().name, u"post"_s);
        QCOMPARE(name->text(), u"post"_s);
        name->selectAll();
        edited.type(u"article"_s);
        edited.press(Qt::Key_Return);
        auto *mapped = edited.editor().findChild<QLineEdit *>(u"className"_s);
        QCOMPARE(mapped->text(), u"Article"_s);
        mapped->setFocus();
        mapped->selectAll();
        edited.type(u"my class"_s);
        edited.press(Qt::Key_Return);
        QVERIFY2(edited.words().contains(u"no name of a class"_s), qPrintable(edited.words()));
        QCOMPARE(mapped->text(), u"my class"_s);
        mapped->selectAll();
        edited.type(u"Writing"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(edited.schema().classOf(u"article"_s)->name, u"Writing"_s);
        QVERIFY(edited.textOf(u"tableModel"_s).startsWith(u"class Writing(db.Model)"_s));
        edited.undo();
        QCOMPARE(mapped->text(), u"Article"_s);
    }

    void aTableWithoutRowidIsAnOption()
    {
        EditedTable edited;
        auto *box = edited.editor().findChild<QWidget *>(u"withoutRowid"_s);
        QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        QVERIFY(edited.table().withoutRowid);
        QVERIFY(edited.textOf(u"tableSql"_s).contains(u"WITHOUT ROWID"_s));
    }

    void optionsAndCommentsAreStepsOfUndo()
    {
        EditedTable edited(u"post"_s,
                           u"CREATE TABLE post (id INTEGER PRIMARY KEY, title TEXT, views INTEGER)"_s);
        const auto tick = [&edited](const QString &name) {
            auto *box = edited.editor().findChild<QWidget *>(name);
            QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        };
        tick(u"strict"_s);
        tick(u"autoincrement"_s);
        auto *comment = edited.editor().findChild<QLineEdit *>(u"tableComment"_s);
        comment->setFocus();
        edited.type(u"what people write"_s);
        edited.press(Qt::Key_Return);
        edited.go(2, ColumnField::Comment);
        edited.press(Qt::Key_F2);
        edited.type(u"how often it was seen"_s);
        edited.press(Qt::Key_Return);
        edited.go(2, ColumnField::Generated);
        edited.press(Qt::Key_F2);
        edited.type(u"(id * 2) STORED"_s);
        edited.press(Qt::Key_Return);
        const QString made =
            u"CREATE TABLE \"post\" ( -- what people write\n"
            "    \"id\" INTEGER PRIMARY KEY AUTOINCREMENT,\n"
            "    \"title\" TEXT,\n"
            "    \"views\" INTEGER GENERATED ALWAYS AS (id * 2) STORED -- how often it was seen\n"
            ") STRICT"_s;
        QVERIFY2(edited.textOf(u"tableSql"_s).startsWith(made), qPrintable(edited.textOf(u"tableSql"_s)));
        QVERIFY(edited.textOf(u"tableModel"_s).contains(u"db.Computed('id * 2', persisted=True)"_s));
        QCOMPARE(edited.columns().model()->index(2, int(ColumnField::Generated)).data().toString(),
                 u"(id * 2) STORED"_s);
        for (int step = 0; step < 5; ++step)
            edited.undo();
        QVERIFY(edited.table() == *edited.on.window.document().baseline().table(edited.id));
    }

    void anAttributeIsTheModelsNameOfAColumn()
    {
        EditedTable edited;
        const auto attribute = [&edited] {
            return edited.columns().model()->index(1, int(ColumnField::Attribute)).data().toString();
        };
        edited.go(1, ColumnField::Attribute);
        edited.press(Qt::Key_F2);
        edited.type(u"user_id"_s); // Another column's.
        edited.press(Qt::Key_Return);
        QVERIFY2(edited.words().contains(u"already has an attribute 'user_id'"_s),
                 qPrintable(edited.words()));
        edited.press(Qt::Key_Escape);
        edited.go(1, ColumnField::Attribute);
        edited.press(Qt::Key_F2);
        edited.type(u"headline"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(attribute(), u"headline"_s);
        QVERIFY2(edited.textOf(u"tableModel"_s).contains(u"headline = db.Column('title', "_s),
                 qPrintable(edited.textOf(u"tableModel"_s)));
        edited.go(1, ColumnField::Name);
        edited.press(Qt::Key_F2);
        edited.type(u"caption"_s);
        edited.press(Qt::Key_Return);
        QCOMPARE(attribute(), u"headline"_s);
        edited.undo();
        edited.undo();
        QCOMPARE(attribute(), QString());
    }

    void aTypeThatAStrictTableDoesNotKnowIsRefused()
    {
        EditedTable edited;
        auto *box = edited.editor().findChild<QWidget *>(u"strict"_s);
        QTest::mouseClick(box, Qt::LeftButton, {}, {8, box->height() / 2});
        QVERIFY(!edited.table().strict);
        QVERIFY2(edited.words().contains(u"is no type of a STRICT table"_s), qPrintable(edited.words()));
    }

    void itFollowsTheDesignAndGoesWithItsTable()
    {
        EditedTable edited(u"user"_s);
        edited.go(1, ColumnField::Name);
        edited.press(Qt::Key_F2);
        edited.type(u"login"_s);
        edited.press(Qt::Key_Return);
        edited.undo();
        QCOMPARE(edited.columns().model()->index(1, 0).data().toString(), u"username"_s);
        edited.on.window.tabs().setCurrentIndex(0);
        edited.on.window.diagram().diagram()->select({edited.id});
        edited.on.window.diagram().diagram()->removeSelected();
        QCOMPARE(edited.on.window.tabs().count(), 1);
        edited.undo();
        QVERIFY(edited.schema().table(edited.id));
    }

    void whatIsBeingTypedIsSaved()
    {
        EditedTable edited;
        edited.go(4, ColumnField::Name);
        edited.type(u"motto"_s);
        edited.on.window.actions()[u"save"_s]->trigger();
        QCOMPARE(edited.names().last(), u"motto"_s);
    }

    void aViewIsReadAndNotEdited()
    {
        EditedTable edited(u"short"_s, kBlog + u"; CREATE VIEW short AS SELECT id, title FROM post"_s);
        QVERIFY2(edited.words().contains(u"is a view"_s), qPrintable(edited.words()));
        const schema::Table before = edited.table();
        edited.go(0, ColumnField::Name);
        edited.press(Qt::Key_F2);
        QVERIFY(!edited.columns().findChild<QLineEdit *>(u"cellEditor"_s));
        edited.press(Qt::Key_Delete);
        QCOMPARE(edited.table(), before);
    }

    void aDrawingIsEditedTheSameWay()
    {
        DrawingWindow on;
        on.drawTable(u"band"_s, u"name TEXT"_s);
        const base::TableId id = on.window.document().schema().table(u"band"_s)->id;
        on.window.editTable(id);
        ui::CellGrid &grid = on.window.editors().current()->columns();
        QTest::keyClick(&grid, Qt::Key_End);
        grid.setCurrentIndex(grid.model()->index(2, 0));
        QTest::keyClick(&grid, 'f');
        QTest::keyClicks(QApplication::focusWidget(), u"ounded_on"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(on.window.document().schema().table(id)->column(u"founded_on"_s));
    }
};

QTEST_MAIN(TableEditorTest)
#include "tst_tableeditor.moc"
