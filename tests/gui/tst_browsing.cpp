#include "tests/support/openworkspace.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/pendingbar.h"
#include "ui/browser/recordgrid.h"
#include "ui/browser/recordtreeview.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/settings.h"
#include "ui/statements/statementspanel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;
using ui::RecordTableModel;

namespace {

const QString kBlog =
    u"CREATE TABLE user(id INTEGER PRIMARY KEY, username VARCHAR(80) UNIQUE NOT NULL, city TEXT);"
    "CREATE TABLE post(id INTEGER PRIMARY KEY, title VARCHAR(120) NOT NULL CHECK (title <> 'bad'), user_id "
    "INTEGER NOT NULL REFERENCES user(id), views INT);"
    "CREATE TRIGGER no_spam BEFORE UPDATE ON post WHEN new.title = 'spam' BEGIN SELECT RAISE(ABORT, 'spam is "
    "not welcome here'); END;"
    "INSERT INTO user VALUES(1,'alice','Oslo'),(2,'bob',NULL),(3,'carol','');"
    "INSERT INTO post VALUES(1,'First Post',1,5),(2,'Second Post',1,NULL),(3,'Bob writes',2,7)"_s;

/// A window on a file, driven by keys and mouse.
struct Window
{
    explicit Window(const QString &file,
                    base::ConnectionSettings::Mode mode = base::ConnectionSettings::Mode::ReadWrite)
        : window(theme, settings)
    {
        settings.setConfirms(false);
        QObject::connect(&window, &ui::MainWindow::failed, &window,
                         [this](const base::Error &problem) { error = problem; });
        window.resize(1280, 800);
        window.show();
        window.open({file, mode, 500});
        for (int i = 0; i < 200 && !window.workspace() && error.sentence.isEmpty(); ++i)
            QTest::qWait(20);
        if (window.workspace())
            settle(*window.workspace());
    }

    BrowserPage &browse(const QString &table)
    {
        BrowserPage *page = window.browse(table);
        settle(*window.workspace());
        return *page;
    }

    /// Clicks a cell, types over it through the editor and leaves it with Enter.
    void typeInto(BrowserPage &page, int row, int column, const QString &text)
    {
        clickCell(page, row, column);
        QTest::keyClick(&page.grid(), Qt::Key_F2);
        auto *editor = page.grid().findChild<QLineEdit *>(u"cellEditor"_s);
        if (!editor)
            qFatal("no editor");
        editor->selectAll();
        if (text.isEmpty())
            QTest::keyClick(editor, Qt::Key_Delete);
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        settle(*window.workspace());
    }

    void clickCell(BrowserPage &page, int row, int column)
    {
        const QRect cell = page.grid().visualRect(page.rows().index(row, column));
        QTest::mouseClick(page.grid().viewport(), Qt::LeftButton, {}, cell.center());
    }

    void save()
    {
        window.actions()[u"save"_s]->trigger();
        settle(*window.workspace());
    }

    QString cell(BrowserPage &page, int row, int column) const
    {
        return page.rows().index(row, column).data().toString();
    }
    const base::PendingEdits &pending() { return window.workspace()->records().pending(); }

    ui::Theme theme;
    ui::Settings settings;
    ui::MainWindow window;
    base::Error error;
};

} // namespace

class BrowsingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(u"relata-gui-test"_s);
        QSettings().clear();
    }

    void aFileThatCannotBeOpenedLeavesTheWindowAsItWas()
    {
        const ScratchDatabase good(kBlog);
        const ScratchDatabase bad =
            ScratchDatabase::ofBytes("this is no database, whatever its name says", u"bad.db"_s);
        Window on(good.file());
        on.browse(u"post"_s);
        const QString title = on.window.windowTitle();
        on.window.open({bad.file(), base::ConnectionSettings::Mode::ReadWrite, 500});
        QTRY_VERIFY(!on.error.sentence.isEmpty());
        QCOMPARE(on.error.code, base::ErrorCode::NotADatabase);
        QCOMPARE(on.window.windowTitle(), title);
        QCOMPARE(on.window.tabs().count(), 2);
        QCOMPARE(on.window.databaseFile(), QFileInfo(good.file()).canonicalFilePath());
    }

    void theRightKeyExpandsAndCostsOneStatement()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        int clicks = 0;
        connect(on.window.workspace(), &async::Workspace::statementRan, &page,
                [&clicks](const base::StatementRecord &record) {
                    clicks += record.cause.kind == base::Cause::Kind::Click ? 1 : 0;
                });
        ui::RecordTreeView &tree = page.treeView();
        tree.setFocus();
        tree.setCurrentIndex(page.tree().index(0, 0));
        QTest::keyClick(&tree, Qt::Key_Right);
        QTest::keyClick(&tree, Qt::Key_Down);
        QTest::keyClick(&tree, Qt::Key_Right);
        settle(*on.window.workspace());
        QCOMPARE(page.tree().trail(tree.currentIndex()), QStringList({u"user"_s, u"alice"_s, u"posts"_s}));
        QCOMPARE(page.tree().rowCount(tree.currentIndex()), 2);
        QCOMPARE(clicks, 1);
        QCOMPARE(page.rows().scope().relationship, u"posts"_s);
        QCOMPARE(page.rows().rowCount(), 2); // The grid shows what was loaded, without another statement.
        QTest::keyClick(&tree, Qt::Key_Left);
        QTest::keyClick(&tree, Qt::Key_Right);
        settle(*on.window.workspace());
        QCOMPARE(clicks, 1);
    }

    void aTypedCellWaitsUntilItIsSaved()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
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
        Window on(file.file());
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
        Window on(file.file());
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
        Window on(file.file());
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
        Window on(file.file());
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
        Window on(file.file());
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
        Window on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        page.grid().setFocus();
        QTest::keyClick(&page.grid(), Qt::Key_Insert);
        settle(*on.window.workspace());
        QCOMPARE(page.rows().rowCount(), 4);
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
        Window on(file.file());
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

    void aForeignKeyCellOffersParentsByTitle()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
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
        QCOMPARE(list->count(), 3);
        QTest::keyClicks(search, u"car"_s);
        QTRY_COMPARE(list->count(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        settle(*on.window.workspace());
        QCOMPARE(page.rows().index(0, 2).data(RecordTableModel::ParentTitleRole).toString(), u"carol"_s);
        on.save();
        QCOMPARE(file.rows(u"SELECT user_id FROM post WHERE id = 1"_s), QStringList({u"3"_s}));
    }

    void f4GoesToTheParent()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        on.clickCell(page, 2, 2);
        QTest::keyClick(&page.grid(), Qt::Key_F4);
        settle(*on.window.workspace());
        BrowserPage *parent = on.window.currentPage();
        QVERIFY(parent && parent->table() == "user"_L1);
        QCOMPARE(parent->rows().keyAt(parent->grid().currentIndex().row()).toDisplay(), u"2"_s);
    }

    void aHeaderClickSortsUpDownAndBack()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QHeaderView *header = page.grid().horizontalHeader();
        const auto click = [&] {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              QPoint(header->sectionViewportPosition(1) + 20, 10));
            settle(*on.window.workspace());
            return on.cell(page, 0, 1);
        };
        QCOMPARE(click(), u"Bob writes"_s);
        QCOMPARE(click(), u"Second Post"_s);
        QCOMPARE(click(), u"First Post"_s);
    }

    void theFilterIsAnsweredByTheDatabase()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        QTest::keyClick(&on.window, Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto *filter = page.findChild<QLineEdit *>(u"rowFilter"_s);
        filter->setFocus();
        QTest::keyClicks(filter, u"post"_s);
        QTRY_COMPARE(page.rows().rowCount(), 2);
        filter->clear();
        QTRY_COMPARE(page.rows().rowCount(), 3);
    }

    void copyPutsTheSelectionOnTheClipboard()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        page.grid().selectRow(0);
        page.grid().copy(true);
        QCOMPARE(QApplication::clipboard()->text(), u"id\ttitle\tuser_id\tviews\n1\tFirst Post\t1\t5"_s);
    }

    void findJumpsToTheNextCellWithTheText()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        page.find();
        auto *text = page.findChild<QLineEdit *>(u"findText"_s);
        QTest::keyClicks(text, u"bob"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(page.grid().currentIndex().row(), 2);
    }

    void aReadOnlyDatabaseRefusesEditsInWords()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file(), base::ConnectionSettings::Mode::ReadOnly);
        BrowserPage &page = on.browse(u"post"_s);
        QString said;
        connect(&page, &BrowserPage::statusText, &page, [&said](const QString &text) { said = text; });
        on.typeInto(page, 0, 1, u"Edited"_s);
        QVERIFY2(said.contains(u"read-only"_s), qPrintable(said));
        QVERIFY(on.pending().isEmpty());
        QVERIFY(!on.window.actions()[u"addRow"_s]->isEnabled());
    }

    void closingWithPendingEditsAsks()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
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

    void expandingUnderAllRecordsIsOneClickOfManyStatements()
    {
        const ScratchDatabase file(kBlog);
        Window on(file.file());
        BrowserPage &page = on.browse(u"user"_s);
        for (int row = 0; row < 3; ++row)
            page.treeView().expand(page.tree().index(row, 0));
        settle(*on.window.workspace());
        page.treeView().setCurrentIndex(page.tree().index(0, 0, page.tree().index(0, 0)));
        QHash<quint64, int> byClick;
        connect(on.window.workspace(), &async::Workspace::statementRan, &page,
                [&byClick](const base::StatementRecord &record) {
                    if (record.cause.text.startsWith(u"Expand 3"_s))
                        ++byClick[record.cause.click];
                });
        QTest::keyClick(&page.treeView(), Qt::Key_Asterisk);
        settle(*on.window.workspace());
        QCOMPARE(byClick.size(), 1);
        QCOMPARE(byClick.values().first(), 2); // Carol is known to have no posts.
    }

    void browsingEveryRealDatabaseChangesNoByte()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            const ScratchDatabase copy = ScratchDatabase::copyOf(path);
            const QByteArray before = copy.checksum();
            {
                Window on(copy.file());
                QVERIFY2(on.window.workspace(), qPrintable(path));
                for (const schema::Table &table : on.window.workspace()->schema().tables.mid(0, 8)) {
                    if (table.kind == schema::TableKind::Shadow)
                        continue;
                    BrowserPage &page = on.browse(table.name);
                    if (page.rows().rowCount() > 0 &&
                        (page.rows().flags(page.rows().index(0, 0)) & Qt::ItemIsEditable)) {
                        page.rows().setData(page.rows().index(0, page.rows().columnCount() - 1), u"edited"_s,
                                            Qt::EditRole);
                        settle(*on.window.workspace());
                    }
                }
                on.window.workspace()->records().discard();
                settle(*on.window.workspace());
            }
            QCOMPARE(copy.checksum(), before);
        }
    }
};

QTEST_MAIN(BrowsingTest)
#include "tst_browsing.moc"
