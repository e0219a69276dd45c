#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/recordtreeview.h"

#include <QApplication>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;
using ui::RecordTableModel;

/// Editing in the window: type, save, discard, add and remove rows, choose a parent.
class CellEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"celledits"_s); }

    void aTypedCellWaitsUntilItIsSaved()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        const QByteArray before = file.checksum();
        on.typeInto(page, 0, 1, u"Edited"_s);
        QCOMPARE(on.cell(page, 0, 1), u"Edited"_s);
        QCOMPARE(page.rows().index(0, 1).data(RecordTableModel::RowStateRole).toInt(),
                 int(RecordTableModel::RowState::Changed));
        QCOMPARE(page.findChild<QLabel *>(u"pendingCount"_s)->text(), u"1 pending change"_s);
        QVERIFY(page.findChild<ui::PendingBar *>()->isVisible());
        QCOMPARE(file.checksum(), before);
        QTest::keyClick(&page.grid(), Qt::Key_S, Qt::ControlModifier);
        settle(*on.window.workspace());
        QVERIFY(on.pending().isEmpty());
        QVERIFY(!page.findChild<ui::PendingBar *>()->isVisible());
        QCOMPARE(file.rows(u"SELECT title FROM post WHERE id = 1"_s), QStringList({u"Edited"_s}));
    }

    void discardForgetsWhatWaits()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        const QByteArray before = file.checksum();
        on.typeInto(page, 0, 1, u"Edited"_s);
        QTest::mouseClick(page.findChild<QPushButton *>(u"pendingDiscard"_s), Qt::LeftButton);
        settle(*on.window.workspace());
        QCOMPARE(on.cell(page, 0, 1), u"First Post"_s);
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(file.checksum(), before);
    }

    void nullAndTheEmptyTextAreToldApart()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        QVERIFY(page.rows().index(1, 2).data(RecordTableModel::IsNullRole).toBool());
        QCOMPARE(on.cell(page, 1, 2), u"NULL"_s);
        QVERIFY(!page.rows().index(2, 2).data(RecordTableModel::IsNullRole).toBool());
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_0, Qt::ControlModifier);
        on.typeInto(page, 1, 2, u"x"_s);
        on.typeInto(page, 1, 2, u""_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT id, city IS NULL, city = '' FROM user ORDER BY id"_s),
                 QStringList({u"1|1|NULL"_s, u"2|0|1"_s, u"3|0|1"_s}));
    }

    void typingIsNotLostWhenAnEarlierEditArrives()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_0,
                        Qt::ControlModifier); // Its answer comes while the next cell is typed.
        on.clickCell(page, 1, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        QTest::keyClicks(editor, u"Rome"_s);
        settle(*on.window.workspace());
        QCOMPARE(editor->text(), u"Rome"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        settle(*on.window.workspace());
        QCOMPARE(on.pending().count(), 2);
    }

    void openingAndLeavingAnEditorChangesNothing()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        on.clickCell(page, 1, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        QTest::keyClick(page.grid().findChild<QLineEdit *>(u"cellEditor"_s), Qt::Key_Return);
        settle(*on.window.workspace());
        QVERIFY(on.pending().isEmpty());
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        QTest::keyClicks(editor, u"nonsense"_s);
        QTest::keyClick(editor, Qt::Key_Escape);
        settle(*on.window.workspace());
        QVERIFY(on.pending().isEmpty());
    }

    void aRefusedSaveShowsTheDatabasesWordsAndKeepsWhatWasTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("check") << u"bad"_s << u"CHECK constraint failed"_s;
        QTest::newRow("trigger") << u"spam"_s << u"spam is not welcome here"_s;
    }
    void aRefusedSaveShowsTheDatabasesWordsAndKeepsWhatWasTyped()
    {
        QFETCH(QString, typed);
        QFETCH(QString, words);
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        const QByteArray before = file.checksum();
        on.typeInto(page, 0, 1, u"Fine"_s);
        on.typeInto(page, 1, 1, typed);
        on.save();
        QCOMPARE(on.pending().count(), 2);
        QCOMPARE(on.cell(page, 1, 1), typed);
        QCOMPARE(page.rows().index(1, 1).data(RecordTableModel::RowStateRole).toInt(),
                 int(RecordTableModel::RowState::Refused));
        QVERIFY(page.rows().index(1, 1).data(Qt::ToolTipRole).toString().contains(words));
        QVERIFY(page.findChild<QLabel *>(u"pendingParts"_s)->text().contains(words));
        QCOMPARE(file.checksum(), before);
        on.typeInto(page, 1, 1, u"Fine too"_s);
        on.save();
        QVERIFY(on.pending().isEmpty());
        QCOMPARE(file.rows(u"SELECT title FROM post ORDER BY id"_s),
                 QStringList({u"Fine"_s, u"Fine too"_s, u"Bob writes"_s}));
    }

    void insertAddsARowAndControlDeleteRemovesOne()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        page.grid().setFocus();
        QTest::keyClick(&page.grid(), Qt::Key_Insert);
        settle(*on.window.workspace());
        QCOMPARE(page.rows().rowCount(), 4);
        QCOMPARE(page.grid().currentIndex().column(), 1); // The database fills in the key by itself.
        on.typeInto(page, 3, 1, u"dave"_s);
        on.clickCell(page, 2, 0);
        QTest::keyClick(&page.grid(), Qt::Key_Delete, Qt::ControlModifier);
        settle(*on.window.workspace());
        QCOMPARE(page.findChild<QLabel *>(u"pendingParts"_s)->text(), u"1 new · 1 deleted"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT id, username FROM user ORDER BY id"_s),
                 QStringList({u"1|alice"_s, u"2|bob"_s, u"4|dave"_s}));
        QCOMPARE(page.rows().rowCount(), 3);
        QCOMPARE(on.cell(page, 2, 0), u"4"_s); // The key that the database gave is shown.
    }

    void aRowAddedUnderAParentBelongsToIt()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        ui::RecordTreeView &tree = page.treeView();
        tree.setCurrentIndex(page.tree().index(1, 0));
        tree.expand(tree.currentIndex());
        settle(*on.window.workspace());
        tree.setCurrentIndex(page.tree().index(0, 0, page.tree().index(1, 0)));
        tree.expand(tree.currentIndex());
        settle(*on.window.workspace());
        QTest::keyClick(&page.grid(), Qt::Key_Insert);
        settle(*on.window.workspace());
        on.typeInto(page, page.rows().rowCount() - 1, 1, u"New by Bob"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT user_id FROM post WHERE title = 'New by Bob'"_s), QStringList({u"2"_s}));
        QCOMPARE(page.tree().rowCount(tree.currentIndex()), 2); // The tree follows.
    }

    void theFirstRowOfAListStaysInSightWhenItIsSaved()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        ui::RecordTreeView &tree = page.treeView();
        tree.setCurrentIndex(page.tree().index(2, 0));
        tree.expand(tree.currentIndex());
        settle(*on.window.workspace());
        tree.setCurrentIndex(page.tree().index(0, 0, page.tree().index(2, 0)));
        settle(*on.window.workspace());
        QTest::keyClick(&tree, Qt::Key_Insert);
        settle(*on.window.workspace());
        on.typeInto(page, 0, 1, u"Carol begins"_s);
        on.save();
        settle(*on.window.workspace());
        QCOMPARE(file.rows(u"SELECT user_id FROM post WHERE title = 'Carol begins'"_s),
                 QStringList({u"3"_s}));
        QVERIFY(page.grid().isVisible());
        QCOMPARE(page.rows().rowCount(), 1);
        QCOMPARE(on.cell(page, 0, 1), u"Carol begins"_s);
    }

    void aForeignKeyCellOffersParentsByTitle()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QCOMPARE(page.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"alice"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        settle(*on.window.workspace());
        auto *search = qApp->activePopupWidget()
                           ? qApp->activePopupWidget()->findChild<QLineEdit *>(u"parentSearch"_s)
                           : nullptr;
        QVERIFY(search);
        auto *list = search->parentWidget()->findChild<QListWidget *>(u"parentList"_s);
        QCOMPARE(list->count(), 4); // The parent as it is stands first.
        QTest::keyClicks(search, u"car"_s);
        QTRY_COMPARE(list->count(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        settle(*on.window.workspace());
        QCOMPARE(page.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"carol"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT user_id FROM post WHERE id = 1"_s), QStringList({u"3"_s}));
    }

    void theListOfParentsShowsWhatTheKeyRefersTo()
    {
        const ScratchDatabase file(
            u"CREATE TABLE customer(code TEXT PRIMARY KEY, name TEXT);"
            "INSERT INTO customer VALUES('ALFKI', 'Alfreds'), ('BSBEV', 'Beverages');"
            "CREATE TABLE sale(id INTEGER PRIMARY KEY, code TEXT REFERENCES customer(code));"
            "INSERT INTO sale VALUES(1, NULL)"_s);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"sale"_s);
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        settle(*on.window.workspace());
        QVERIFY(qApp->activePopupWidget());
        auto *list = qApp->activePopupWidget()->findChild<QListWidget *>(u"parentList"_s);
        QTRY_COMPARE(list->count(), 3); // NULL stands first.
        QCOMPARE(list->item(1)->text(), u"Alfreds ALFKI"_s);
        QCOMPARE(list->item(2)->text(), u"Beverages BSBEV"_s);
    }

    void enterInTheListOfParentsLeavesTheParent()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        for (int row = 0; row < page.rows().rowCount(); ++row) {
            on.clickCell(page, row, 2);
            QTest::keyClick(&page.grid(), Qt::Key_F2);
            settle(*on.window.workspace());
            QVERIFY(qApp->activePopupWidget());
            QTest::keyClick(qApp->activePopupWidget()->findChild<QLineEdit *>(u"parentSearch"_s),
                            Qt::Key_Return);
            settle(*on.window.workspace());
            QVERIFY(!qApp->activePopupWidget());
        }
        QVERIFY(on.pending().isEmpty());
    }

    void enterRightAfterTypingTakesWhatWasTyped()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        settle(*on.window.workspace());
        auto *search = qApp->activePopupWidget()->findChild<QLineEdit *>(u"parentSearch"_s);
        QTest::keyClicks(search, u"car"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(!qApp->activePopupWidget());
        settle(*on.window.workspace());
        QCOMPARE(page.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"carol"_s);
    }

    void aNameTypedOverAForeignKeyFindsTheParent()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClicks(&page.grid(), u"c"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"ar"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(qApp->activePopupWidget());
        QVERIFY(on.pending().isEmpty()); // The words are no key.
        settle(*on.window.workspace());
        auto *search = qApp->activePopupWidget()->findChild<QLineEdit *>(u"parentSearch"_s);
        QCOMPARE(search->text(), u"car"_s);
        QTest::keyClick(search, Qt::Key_Return);
        settle(*on.window.workspace());
        QCOMPARE(page.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"carol"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT user_id FROM post WHERE id = 1"_s), QStringList({u"3"_s}));
    }

    void whoGoesElsewhereHasNamedNoParent()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        const QModelIndex alice = page.tree().index(0, 0);
        page.treeView().expand(alice);
        settle(*on.window.workspace());
        const QModelIndex posts = page.tree().index(0, 0, alice);
        page.treeView().expand(posts);
        page.treeView().setCurrentIndex(posts);
        settle(*on.window.workspace());
        on.clickCell(page, 0, 2);
        QTest::keyClicks(&page.grid(), u"c"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"ar"_s);
        const QPoint first = page.treeView().visualRect(alice).center(); // The grid shows other rows at once.
        QTest::mouseClick(page.treeView().viewport(), Qt::LeftButton, {}, first);
        settle(*on.window.workspace());
        QVERIFY(!qApp->activePopupWidget());
        QVERIFY(on.pending().isEmpty());
    }

    void theWholeTitleOfOneParentAloneNeedsNoList()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClicks(&page.grid(), u"C"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"arol"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(page.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"carol"_s);
        QTRY_VERIFY(!qApp->activePopupWidget());
    }

    void aKeyTypedOverAForeignKeyIsTakenAsItIs()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.clickCell(page, 0, 2);
        QTest::keyClicks(&page.grid(), u"2"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCoreApplication::processEvents();
        QVERIFY(!qApp->activePopupWidget());
        on.save();
        QCOMPARE(file.rows(u"SELECT user_id FROM post WHERE id = 1"_s), QStringList({u"2"_s}));
    }

    void aReadOnlyDatabaseRefusesEditsInWords()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file(), base::ConnectionSettings::Mode::ReadOnly);
        BrowserPage &page = on.browse(u"post"_s);
        QString said;
        connect(&page, &BrowserPage::statusText, &page, [&said](const QString &text) { said = text; });
        on.clickCell(page, 0, 1);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        QVERIFY(!page.grid().isEditing());
        QVERIFY2(said.contains(u"read-only"_s), qPrintable(said));
        QVERIFY(on.pending().isEmpty());
        QVERIFY(!on.window.actions()[u"addRow"_s]->isEnabled());
    }

    void closingWithPendingEditsAsks()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.typeInto(page, 0, 1, u"Edited"_s);
        QStringList asked;
        const auto answer = [&asked](QMessageBox::StandardButton button) {
            QTimer::singleShot(50, qApp, [&asked, button] {
                auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
                if (!box)
                    return;
                asked += box->text();
                box->button(button)->click();
            });
        };
        answer(QMessageBox::Cancel);
        QVERIFY(!on.window.close());
        QCOMPARE(asked.size(), 1);
        answer(QMessageBox::Save);
        on.window.close();
        QTRY_VERIFY(!on.window.isVisible());
        QCOMPARE(file.rows(u"SELECT title FROM post WHERE id = 1"_s), QStringList({u"Edited"_s}));
    }

    void aSaveRefusedWhileClosingLeavesTheWindowOpenAfterTheNextOne()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.typeInto(page, 0, 1, u"bad"_s);
        QTimer::singleShot(50, qApp, [] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            QVERIFY(box);
            box->button(QMessageBox::Save)->click();
        });
        on.window.close();
        settle(*on.window.workspace());
        QVERIFY(on.window.isVisible());
        QCOMPARE(on.pending().count(), 1);
        on.typeInto(page, 0, 1, u"good"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT title FROM post WHERE id = 1"_s), QStringList({u"good"_s}));
        QVERIFY(on.pending().isEmpty());
        QTest::qWait(50);
        QVERIFY(on.window.isVisible());
    }
};

QTEST_MAIN(CellEditsTest)
#include "tst_celledits.moc"
