#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"

#include <QApplication>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
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

    static QString titleOf(const ScratchDatabase &file)
    {
        return file.rows(u"SELECT title FROM post WHERE id = 1"_s).value(0);
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"openeditors"_s); }

    void savingTakesWhatIsBeingTyped()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QVERIFY(!on.window.actions()[u"save"_s]->isEnabled());
        QTest::keyClick(type(on, page, u"Typed"_s), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(titleOf(file), u"Typed"_s);
        QTRY_VERIFY(on.pending().isEmpty());
        QVERIFY(!on.window.actions()[u"save"_s]->isEnabled());
    }

    void savingDirectlyAfterTheEditorTakesWhatWasTyped()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QLineEdit *editor = type(on, page, u"Typed"_s);
        page.commitEditor(); // The session does not know it yet.
        QVERIFY(on.pending().isEmpty());
        QTest::keyClick(editor, Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(titleOf(file), u"Typed"_s);
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
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QLineEdit *editor = type(on, page, u"Typed"_s);
        QString asked;
        answer(QMessageBox::Save, &asked);
        if (quits)
            QTest::keyClick(editor, Qt::Key_Q, Qt::ControlModifier);
        else
            on.window.close();
        QTRY_COMPARE(asked, u"1 change not saved."_s);
        QTRY_VERIFY(!on.window.isVisible());
        QCOMPARE(titleOf(file), u"Typed"_s);
    }

    void anEditorThatHoldsNothingNewLetsTheWindowClose()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
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
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QLineEdit *editor = type(on, page, u"Typed"_s);
        if (how == "refresh"_L1) {
            QTest::keyClick(editor, Qt::Key_F5);
        } else if (how == "sort"_L1) {
            QHeaderView *header = page.grid().horizontalHeader();
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(3) + 20, 10));
        } else if (how == "another node of the tree"_L1) {
            QTest::mouseClick(page.treeView().viewport(), Qt::LeftButton, {},
                              page.treeView().visualRect(page.tree().index(1, 0)).center());
        } else {
            on.window.actions()[u"addRow"_s]->trigger();
        }
        settle(*on.window.workspace());
        QVERIFY(on.pending().changed.size() == 1);
        on.window.workspace()->records().revert({on.pending().added.value(0).key});
        on.save();
        QCOMPARE(titleOf(file), u"Typed"_s);
    }

    void theReviewShowsWhatIsBeingTyped()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        type(on, page, u"Typed"_s);
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
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QLineEdit *editor = type(on, page, u"Typed"_s);
        QTest::keyClick(editor, Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QTest::keyClick(QApplication::focusWidget(), '!');
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        settle(*on.window.workspace());
        QCOMPARE(on.pending().count(), 1);
        on.save();
        QCOMPARE(file.rows(u"SELECT title FROM post ORDER BY id"_s),
                 QStringList({text, u"Second Post"_s, u"Bob writes"_s}));
    }

    void controlZeroReplacesWhatIsBeingTypedByNull()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClicks(&page.grid(), u"Ro"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_0, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(!page.grid().isEditing());
        QVERIFY(page.rows().index(0, 2).data(RecordTableModel::IsNullRole).toBool());
    }
};

QTEST_MAIN(OpenEditorsTest)
#include "tst_openeditors.moc"
