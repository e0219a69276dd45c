#include "tests/gui/browsingwindow.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"
#include "ui/diagram/diagramview.h"
#include "ui/schematree/schematreepanel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QTabWidget>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::kBlog;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;

/// Reading a database in the window: expand, sort, filter, find, copy.
class BrowsingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"browsing"_s); }

    void columnsThatGiveWayBringNoScrollBar()
    {
        const ScratchDatabase file(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
            "INSERT INTO t(a, b) SELECT 'a text of some forty letters and no more', 'and another one that is "
            "nearly as long' FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            "90) "
            "SELECT i FROM n)"_s);
        BrowsingWindow on(file.file());
        for (int width = 1280; width < 1300; ++width) {
            on.window.resize(width, 800);
            if (on.window.currentPage())
                delete on.window.currentPage();
            const BrowserPage &page = on.browse(u"t"_s);
            QTRY_VERIFY(page.grid().verticalScrollBar()->isVisible());
            QTRY_COMPARE(page.grid().horizontalScrollBar()->maximum(), 0);
        }
    }

    void theSchemasTreeFollowsTheTabs()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        on.browse(u"user"_s);
        on.browse(u"post"_s);
        const auto chosen = [&on] {
            const schema::Table *table =
                on.window.document().schema().table(on.window.schemaTree().currentTable());
            return table ? table->name : QString();
        };
        QCOMPARE(chosen(), u"post"_s);
        on.browse(u"user"_s);
        QCOMPARE(chosen(), u"user"_s);
        on.window.tabs().setCurrentWidget(&on.window.diagram());
        QCOMPARE(chosen(), QString()); // Nothing is selected there.
    }

    void aFileThatCannotBeOpenedLeavesTheWindowAsItWas()
    {
        const ScratchDatabase good(kBlog);
        const ScratchDatabase bad =
            ScratchDatabase::ofBytes("this is no database, whatever its name says", u"bad.db"_s);
        BrowsingWindow on(good.file());
        on.browse(u"post"_s);
        const QString title = on.window.windowTitle();
        on.window.open({bad.file(), base::ConnectionSettings::Mode::ReadWrite, 500});
        QTRY_VERIFY(!on.error.sentence.isEmpty());
        QCOMPARE(on.error.code, base::ErrorCode::NotADatabase);
        QCOMPARE(on.window.windowTitle(), title);
        QCOMPARE(on.window.tabs().count(), 2);
        QCOMPARE(on.window.database().file, QFileInfo(good.file()).canonicalFilePath());
    }

    void openingAndRefreshingATableAreOneClickEach()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        QSet<quint64> clicks;
        int statements = 0;
        connect(on.window.workspace(), &async::Workspace::statementRan, &on.window,
                [&](const base::StatementRecord &record) {
                    if (record.cause.kind != base::Cause::Kind::Click)
                        return;
                    clicks.insert(record.cause.click);
                    ++statements;
                });
        BrowserPage &page = on.browse(u"user"_s);
        QCOMPARE(clicks.size(), 1);
        QCOMPARE(statements, 2); // The tree and the grid.
        page.refresh();
        settle(*on.window.workspace());
        QCOMPARE(clicks.size(), 2);
    }

    void theRightKeyExpandsAndCostsOneStatement()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
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

    void f4GoesToTheParent()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
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
        BrowsingWindow on(file.file());
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
        BrowsingWindow on(file.file());
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
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        page.grid().selectRow(0);
        page.grid().copy(true);
        QCOMPARE(QApplication::clipboard()->text(), u"id\ttitle\tuser_id\tviews\n1\tFirst Post\t1\t5"_s);
    }

    void findJumpsToTheNextCellWithTheText()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        page.find();
        auto *text = page.findChild<QLineEdit *>(u"findText"_s);
        QTest::keyClicks(text, u"bob"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(page.grid().currentIndex().row(), 2);
    }

    void expandingUnderAllRecordsIsOneClickOfManyStatements()
    {
        const ScratchDatabase file(kBlog);
        BrowsingWindow on(file.file());
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
                BrowsingWindow on(copy.file());
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
