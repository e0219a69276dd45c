#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/recordtreeview.h"

#include <QApplication>
#include <QHeaderView>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsedTable;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;
using ui::RecordTableModel;

/// What is typed in an editor that is still open is the person's, whatever is done next.
class OpenEditorsTest : public QObject
{
    Q_OBJECT

    /// Opens the editor of a cell by F2 and types into it, without an end.
    static QLineEdit *type(BrowsingWindow &on, BrowserPage &page, const QString &text)
    {
        on.window.activateWindow();
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        return editor;
    }

    /// Answers the next message box.
    static void answer(QMessageBox::StandardButton button, QString *asked)
    {
        QTimer::singleShot(0, qApp, [button, asked] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            if (!box)
                return answer(button, asked);
            *asked = box->text();
            box->button(button)->click();
        });
    }

    /// Another program changes the tables, and a count of one that is gone finds it out.
    static void readAgainInTheBackground(BrowsingWindow &on, const ScratchDatabase &file, const QString &sql)
    {
        file.run(sql + u";DROP TABLE gone"_s);
        async::Workspace &workspace = *on.window.workspace();
        static_cast<void>(workspace.pages().count(u"gone"_s, workspace.display(u"Count"_s)));
    }

    static QString titleOf(const ScratchDatabase &file)
    {
        return file.rows(u"SELECT title FROM post WHERE id = 1"_s).value(0);
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"openeditors"_s); }

    void savingTakesWhatIsBeingTyped()
    {
        BrowsedTable on(kBlog, u"post"_s);
        QVERIFY(!on.window.actions()[u"save"_s]->isEnabled());
        QTest::keyClick(type(on, on.page, u"Typed"_s), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(titleOf(on.file), u"Typed"_s);
        QTRY_VERIFY(on.pending().isEmpty());
        QVERIFY(!on.window.actions()[u"save"_s]->isEnabled());
    }

    void savingDirectlyAfterTheEditorTakesWhatWasTyped()
    {
        BrowsedTable on(kBlog, u"post"_s);
        QLineEdit *editor = type(on, on.page, u"Typed"_s);
        on.page.commitEditor(); // The session does not know it yet.
        QVERIFY(on.pending().isEmpty());
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(titleOf(on.file), u"Typed"_s);
    }

    void closingTheWindowAsksForWhatIsBeingTyped_data()
    {
        QTest::addColumn<bool>("quits");
        QTest::newRow("the window's X") << false;
        QTest::newRow("Ctrl+Q") << true;
    }
    void closingTheWindowAsksForWhatIsBeingTyped()
    {
        QFETCH(bool, quits);
        BrowsedTable on(kBlog, u"post"_s);
        QLineEdit *editor = type(on, on.page, u"Typed"_s);
        QString asked;
        answer(QMessageBox::Save, &asked);
        if (quits)
            QTest::keyClick(editor, Qt::Key_Q, Qt::ControlModifier);
        else
            on.window.close();
        QTRY_COMPARE(asked, u"1 change not saved."_s);
        QTRY_VERIFY(!on.window.isVisible());
        QCOMPARE(titleOf(on.file), u"Typed"_s);
    }

    void anEditorThatHoldsNothingNewLetsTheWindowClose()
    {
        BrowsedTable on(kBlog, u"post"_s);
        on.clickCell(on.page, 0, 1);
        QTest::keyClick(&on.page.grid(), Qt::Key_F2);
        on.window.close();
        QTRY_VERIFY(!on.window.isVisible());
    }

    void leavingTheTabKeepsWhatIsBeingTyped_data()
    {
        QTest::addColumn<QString>("how");
        for (const QString &how :
             {u"close the tab"_s, u"click another tab"_s, u"next tab"_s, u"the diagram"_s})
            QTest::newRow(qPrintable(how)) << how;
    }
    void leavingTheTabKeepsWhatIsBeingTyped()
    {
        QFETCH(QString, how);
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        on.browse(u"user"_s);
        BrowserPage &page = on.browse(u"post"_s);
        QLineEdit *editor = type(on, page, u"Typed"_s);
        if (how == "close the tab"_L1)
            QTest::keyClick(editor, Qt::Key_W, Qt::ControlModifier);
        else if (how == "click another tab"_L1)
            QTest::mouseClick(on.window.tabs().tabBar(), Qt::LeftButton, {},
                              on.window.tabs().tabBar()->tabRect(1).center());
        else if (how == "next tab"_L1)
            QTest::keyClick(editor, Qt::Key_Tab, Qt::ControlModifier);
        else
            QTest::keyClick(editor, Qt::Key_1, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(on.window.currentPage() != &page);
        QCOMPARE(on.pending().count(), 1);
        on.browse(u"user"_s); // Save acts on what the front tab shows.
        on.save();
        QCOMPARE(titleOf(file), u"Typed"_s);
    }

    void askingTheRowsAgainKeepsWhatIsBeingTyped_data()
    {
        QTest::addColumn<QString>("how");
        for (const QString &how : {u"refresh"_s, u"sort"_s, u"another node of the tree"_s, u"a new row"_s})
            QTest::newRow(qPrintable(how)) << how;
    }
    void askingTheRowsAgainKeepsWhatIsBeingTyped()
    {
        QFETCH(QString, how);
        BrowsedTable on(kBlog, u"post"_s);
        QLineEdit *editor = type(on, on.page, u"Typed"_s);
        if (how == "refresh"_L1) {
            QTest::keyClick(editor, Qt::Key_F5);
        } else if (how == "sort"_L1) {
            QHeaderView *header = on.page.grid().horizontalHeader();
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(3) + 20, 10));
        } else if (how == "another node of the tree"_L1) {
            QTest::mouseClick(on.page.treeView().viewport(), Qt::LeftButton, {},
                              on.page.treeView().visualRect(on.page.tree().index(1, 0)).center());
        } else {
            on.window.actions()[u"addRow"_s]->trigger();
        }
        settle(*on.window.workspace());
        QVERIFY(on.pending().changed.size() == 1);
        on.window.workspace()->records().revert({on.pending().added.value(0).key});
        on.save();
        QCOMPARE(titleOf(on.file), u"Typed"_s);
    }

    void tablesThatAreReadAgainKeepWhatIsBeingTyped_data()
    {
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<QString>("theEnd");
        QTest::newRow("another table") << u"CREATE TABLE more(x)"_s << u" on"_s;
        QTest::newRow("columns with other numbers")
            << u"DROP TABLE post; CREATE TABLE post(id INTEGER PRIMARY KEY, views INT, user_id INTEGER, "
               u"title TEXT); INSERT INTO post VALUES(1,5,1,'First Post'),(2,0,1,'Second Post')"_s
            << u" on"_s;
        QTest::newRow("nothing more typed") << u"CREATE TABLE more(x)"_s << QString();
    }
    void tablesThatAreReadAgainKeepWhatIsBeingTyped()
    {
        QFETCH(QString, theirs);
        QFETCH(QString, theEnd);
        const ScratchDatabase file(kBlog + u";CREATE TABLE gone(x)"_s);
        BrowsingWindow on(file.file());
        const QPointer<BrowserPage> page = &on.browse(u"post"_s);
        QLineEdit *editor = type(on, *page, u"Typedd"_s);
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        QTest::keyClick(editor, Qt::Key_Left);
        readAgainInTheBackground(on, file, theirs);
        QTRY_VERIFY(!page);
        settle(*on.window.workspace());
        QTRY_VERIFY(on.window.currentPage()->isEditing());
        auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(line);
        QCOMPARE(line->text(), u"Typedd"_s);
        QTest::keyClick(line, Qt::Key_Delete); // The cursor is where it was.
        QTest::keyClicks(line, theEnd);
        QTest::keyClick(line, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(titleOf(file), u"Typed"_s + theEnd);
        QTRY_VERIFY(on.pending().isEmpty());
    }

    void whatIsTypedInAColumnThatIsGoneIsTold()
    {
        const ScratchDatabase file(kBlog + u";CREATE TABLE gone(x)"_s);
        BrowsingWindow on(file.file());
        const QPointer<BrowserPage> page = &on.browse(u"user"_s);
        on.window.activateWindow();
        on.clickCell(*page, 0, 2);
        QTest::keyClick(&page->grid(), Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), u"lo"_s);
        readAgainInTheBackground(on, file, u"ALTER TABLE user DROP COLUMN city"_s);
        QTRY_VERIFY(!page);
        settle(*on.window.workspace());
        const QString told = on.window.currentPage()->grid().findChild<ui::CellHint *>()->words();
        QVERIFY2(told.contains(u"city = 'lo'"_s), qPrintable(told));
        QVERIFY(!on.window.currentPage()->isEditing());
        QVERIFY(on.pending().isEmpty());
    }

    void whatIsTypedInTheFilterStaysThereWhenTablesAreReadAgain()
    {
        const ScratchDatabase file(kBlog + u";CREATE TABLE gone(x)"_s);
        BrowsingWindow on(file.file());
        const QPointer<BrowserPage> page = &on.browse(u"post"_s);
        on.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&on.window));
        QTest::keyClick(&page->grid(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto *filter = page->findChild<QLineEdit *>(u"rowFilter"_s);
        filter->setFocus();
        QTest::keyClicks(filter, u"Sec"_s);
        readAgainInTheBackground(on, file, u"CREATE TABLE more(x)"_s);
        QTRY_VERIFY(!page);
        QTest::keyClicks(QApplication::focusWidget(), u"ond"_s);
        auto *now = on.window.currentPage()->findChild<QLineEdit *>(u"rowFilter"_s);
        QCOMPARE(now->text(), u"Second"_s);
        QTRY_COMPARE(on.window.currentPage()->rows().rowCount(), 1);
        QVERIFY(on.pending().isEmpty());
    }

    void theReviewShowsWhatIsBeingTyped()
    {
        BrowsedTable on(kBlog, u"post"_s);
        type(on, on.page, u"Typed"_s);
        bool shown = false;
        QTimer::singleShot(300, qApp, [&] {
            if (QWidget *review = QApplication::activeModalWidget()) {
                shown = on.pending().count() == 1;
                review->close();
            }
        });
        on.window.actions()[u"review"_s]->trigger();
        QTRY_VERIFY(shown);
    }

    void controlEndStaysInTheEditor_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QString>("text");
        QTest::newRow("Ctrl+End") << int(Qt::Key_End) << int(Qt::ControlModifier) << u"Typed!"_s;
        QTest::newRow("Ctrl+Home") << int(Qt::Key_Home) << int(Qt::ControlModifier) << u"!Typed"_s;
        QTest::newRow("Insert") << int(Qt::Key_Insert) << 0 << u"Typed!"_s;
        QTest::newRow("F4") << int(Qt::Key_F4) << 0 << u"Typed!"_s;
    }
    void controlEndStaysInTheEditor()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(QString, text);
        BrowsedTable on(kBlog, u"post"_s);
        QLineEdit *editor = type(on, on.page, u"Typed"_s);
        QTest::keyClick(editor, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QTest::keyClick(QApplication::focusWidget(), '!');
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        settle(*on.window.workspace());
        QCOMPARE(on.pending().count(), 1);
        on.save();
        QCOMPARE(on.file.rows(u"SELECT title FROM post ORDER BY id"_s),
                 QStringList({text, u"Second Post"_s, u"Bob writes"_s}));
    }

    void controlZeroReplacesWhatIsBeingTypedByNull()
    {
        BrowsedTable on(kBlog, u"user"_s);
        on.clickCell(on.page, 0, 2);
        QTest::keyClicks(&on.page.grid(), u"Ro"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_0, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(!on.page.grid().isEditing());
        QVERIFY(on.page.rows().index(0, 2).data(RecordTableModel::IsNullRole).toBool());
    }
};

QTEST_MAIN(OpenEditorsTest)
#include "tst_openeditors.moc"
