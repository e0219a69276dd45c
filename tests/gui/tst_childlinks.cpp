#include "tests/gui/recordswindow.h"
#include "ui/browser/recordtreeview.h"
#include "ui/browser/traillabel.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QStatusBar>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsTable;
using tests::RecordsWindow;
using tests::ScratchDatabase;
using ui::BrowserPage;

namespace {

const QString kMusic =
    u"CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT, artist_id INT REFERENCES artist);"
    "CREATE TABLE track(id INTEGER PRIMARY KEY, name TEXT, album_id INT REFERENCES album);"
    "INSERT INTO artist VALUES(1,'AC/DC'),(2,'Accept'),(3,'Nobody');"
    "INSERT INTO album VALUES(1,'Rock',1),(2,'Balls',2),(3,'Voltage',1);"
    "INSERT INTO track VALUES(1,'One',1),(2,'Two',1),(3,'Three',3);"_s;

QStringList trailOf(BrowserPage &page)
{
    return page.findChild<ui::TrailLabel *>()->parts();
}

} // namespace

class ChildLinksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"childlinks"_s); }

    void aClickOnACountExpandsTheRelationshipInTheTree()
    {
        RecordsTable on(kMusic, u"artist"_s);
        const int albums = RecordsWindow::countColumn(on.page, u"albums"_s);
        QTRY_COMPARE(on.page.rows().index(0, albums).data().toString(), u"2"_s);
        on.clearLog();
        on.click(on.page, 0, albums);
        QCOMPARE(on.page.tree().trail(on.page.treeView().currentIndex()),
                 QStringList({u"artist"_s, u"AC/DC"_s, u"albums"_s}));
        QVERIFY(on.page.treeView().isExpanded(on.page.treeView().currentIndex()));
        QCOMPARE(on.page.rows().scope().relationship, u"albums"_s);
        QCOMPARE(on.page.rows().rowCount(), 2);
        QCOMPARE(on.clicked().size(), 1); // As any expansion: lazy='select'.
        QVERIFY(on.page.grid().hasFocus());
        QCOMPARE(on.page.grid().currentIndex().row(), 0);
    }

    void aClickOnThePathLeadsBackUp()
    {
        RecordsTable on(kMusic, u"artist"_s);
        const int albums = RecordsWindow::countColumn(on.page, u"albums"_s);
        QTRY_COMPARE(on.page.rows().index(0, albums).data().toString(), u"2"_s);
        on.click(on.page, 0, albums);
        auto *trail = on.page.findChild<ui::TrailLabel *>();
        QCOMPARE(trail->parts().size(), 3);
        const auto clickPart = [trail](int part) {
            int x = trail->fontMetrics().horizontalAdvance(trail->parts()[part]) / 2;
            for (const QString &before : trail->parts().mid(0, part))
                x += trail->fontMetrics().horizontalAdvance(before + u" › "_s);
            QTest::mouseClick(trail, Qt::LeftButton, {}, {x, trail->height() / 2});
        };
        clickPart(1);
        QCOMPARE(trailOf(on.page), QStringList({u"artist"_s, u"AC/DC"_s}));
        QTRY_COMPARE(on.page.rows().rowCount(), 3);
        clickPart(0);
        QCOMPARE(trailOf(on.page), QStringList({u"artist"_s}));
    }

    void refreshReadsTheRowsOfTabsBehindToo()
    {
        const ScratchDatabase file(kMusic);
        RecordsWindow on(file.file());
        BrowserPage &artists = on.browse(u"artist"_s);
        on.browse(u"album"_s);
        QCOMPARE(artists.rows().rowCount(), 3);
        file.run(u"INSERT INTO artist VALUES(4,'Late')"_s);
        on.window.refresh();
        on.settle();
        QTRY_COMPARE(artists.rows().rowCount(), 4);
    }

    void ctrlDeleteInTheTreeMarksItsRecord()
    {
        RecordsTable on(kMusic, u"artist"_s);
        ui::RecordTreeView &tree = on.page.treeView();
        tree.setCurrentIndex(tree.model()->index(2, 0));
        tree.setFocus();
        QTest::keyClick(&tree, Qt::Key_Delete, Qt::ControlModifier);
        on.settle();
        QCOMPARE(on.pending().deleted.size(), 1);
    }

    void enterLeadsDeeperAndDeeper()
    {
        RecordsTable on(kMusic, u"artist"_s);
        on.page.grid().setFocus();
        on.page.grid().setCurrentIndex(
            on.page.rows().index(0, RecordsWindow::countColumn(on.page, u"albums"_s)));
        on.press(on.page.grid(), Qt::Key_Return);
        on.page.grid().setCurrentIndex(
            on.page.rows().index(1, RecordsWindow::countColumn(on.page, u"tracks"_s)));
        on.press(on.page.grid(), Qt::Key_F4);
        QCOMPARE(trailOf(on.page),
                 QStringList({u"artist"_s, u"AC/DC"_s, u"albums"_s, u"Voltage"_s, u"tracks"_s}));
        QCOMPARE(on.page.rows().index(0, 1).data().toString(), u"Three"_s);
    }

    void aCountOfNoneLeadsToWhereTheFirstCanBeAdded()
    {
        RecordsTable on(kMusic, u"artist"_s);
        const int albums = RecordsWindow::countColumn(on.page, u"albums"_s);
        QTRY_COMPARE(on.page.rows().index(2, albums).data().toString(), u"0"_s);
        on.page.treeView().expand(on.page.tree().index(2, 0)); // The tree knows by now that there are none.
        on.settle();
        on.click(on.page, 2, albums);
        QCOMPARE(on.page.rows().scope().relationship, u"albums"_s);
        QCOMPARE(trailOf(on.page), QStringList({u"artist"_s, u"Nobody"_s, u"albums"_s}));
        on.press(on.page.grid(), Qt::Key_Insert);
        QCOMPARE(on.page.rows().rowCount(), 1);
        on.save();
        QCOMPARE(on.file.rows(u"SELECT count(*) FROM album WHERE artist_id = 3"_s), QStringList({u"1"_s}));
    }

    void noRowIsAddedWhereNoneIsSeen()
    {
        RecordsTable on(u"CREATE TABLE item(id INTEGER PRIMARY KEY, sku TEXT NOT NULL);"
                        "CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT);"
                        "CREATE TABLE item_tag(item_id INT REFERENCES item, tag_id INT REFERENCES tag, "
                        "PRIMARY KEY (item_id, tag_id));"
                        "INSERT INTO item VALUES(1, 'HMR')"_s,
                        u"item"_s);
        const QModelIndex item = on.page.tree().index(0, 0);
        on.page.treeView().expand(item);
        on.settle();
        on.page.treeView().setCurrentIndex(on.page.tree().index(0, 0, item)); // Its tags: none.
        on.settle();
        on.press(on.page.treeView(), Qt::Key_Insert);
        QVERIFY(on.pending().isEmpty());
        QVERIFY2(on.window.statusBar()->currentMessage().contains(u"linked through 'item_tag'"_s),
                 qPrintable(on.window.statusBar()->currentMessage()));
    }

    void whatTheTreeDoesNotShowIsShownInTheGridAlone()
    {
        RecordsTable on(
            kMusic +
                u"WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i+1 FROM n WHERE i<400) INSERT INTO "
                "artist SELECT i, 'artist '||i FROM n; INSERT INTO album VALUES(9,'Late',400);"_s,
            u"artist"_s);
        const int albums = RecordsWindow::countColumn(on.page, u"albums"_s);
        on.page.rows().sort(0, Qt::DescendingOrder);
        on.settle();
        QTRY_COMPARE(on.page.rows().index(0, albums).data().toString(), u"1"_s);
        on.clearLog();
        on.click(on.page, 0, albums);
        QCOMPARE(trailOf(on.page), QStringList({u"artist"_s, u"artist 400"_s, u"albums"_s}));
        QCOMPARE(on.page.rows().index(0, 1).data().toString(), u"Late"_s);
        const QModelIndex first = on.page.tree().index(0, 0);
        QTest::mouseClick(on.page.treeView().viewport(), Qt::LeftButton, {},
                          on.page.treeView().visualRect(first).center());
        on.settle();
        QVERIFY(!on.page.rows().scope().isRelationship()); // And the tree leads back.
        QCOMPARE(trailOf(on.page), QStringList({u"artist"_s, u"AC/DC"_s}));
    }

    void countsAreLeftOutOfCopyingFindingAndEditing()
    {
        RecordsTable on(kMusic, u"artist"_s);
        const int albums = RecordsWindow::countColumn(on.page, u"albums"_s);
        QTRY_COMPARE(on.page.rows().index(0, albums).data().toString(), u"2"_s);
        on.page.grid().selectRow(0);
        on.page.grid().copy(true);
        QCOMPARE(QApplication::clipboard()->text(), u"id\tname\n1\tAC/DC"_s);
        on.page.grid().setCurrentIndex(on.page.rows().index(0, albums));
        on.page.grid().copy(true);
        QCOMPARE(QApplication::clipboard()->text(), u"albums\n2"_s);
        on.page.grid().setCurrentIndex(on.page.rows().index(0, 0));
        QVERIFY(on.page.grid().find(u"2"_s, false));
        QCOMPARE(on.page.grid().currentIndex(), on.page.rows().index(1, 0)); // The key, not the count.
        on.page.grid().setCurrentIndex(on.page.rows().index(0, albums));
        on.press(on.page.grid(), Qt::Key_F2);
        QVERIFY(!on.page.grid().findChild<QLineEdit *>(u"cellEditor"_s));
        on.press(on.page.grid(), Qt::Key_0, Qt::ControlModifier);
        QVERIFY(on.pending().isEmpty());
    }

    void aClickOnTheHeaderOfACountSortsNothing()
    {
        RecordsTable on(kMusic, u"artist"_s);
        on.settle();
        on.clearLog();
        QHeaderView *header = on.page.grid().horizontalHeader();
        const int albums = RecordsWindow::countColumn(on.page, u"albums"_s);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(albums) + 20, 10));
        on.settle();
        QCOMPARE(on.page.rows().sortColumn(), -1);
        QVERIFY(on.clicked().isEmpty());
    }

    void scrollingToTheRightLoadsNoRows()
    {
        RecordsTable on(
            u"CREATE TABLE wide(id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<500) INSERT INTO wide "
            "SELECT i, hex(zeroblob(99)), hex(zeroblob(99)), hex(zeroblob(99)), hex(zeroblob(99)), "
            "hex(zeroblob(99)), hex(zeroblob(99)) FROM n"_s,
            u"wide"_s);
        on.page.grid().horizontalScrollBar()->setValue(on.page.grid().horizontalScrollBar()->maximum());
        on.settle();
        QVERIFY(on.page.grid().horizontalScrollBar()->value() > 0);
        QCOMPARE(on.page.rows().rowCount(), 200);
    }

    void columnsOutOfSightAreAskedWhenTheyAreScrolledTo()
    {
        QString sql =
            u"CREATE TABLE hub(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO hub VALUES(1,'a');"_s;
        for (int i = 0; i < 40; ++i)
            sql += u"CREATE TABLE spoke%1(id INTEGER PRIMARY KEY, hub_id INT REFERENCES hub);"_s.arg(i);
        const ScratchDatabase file(sql);
        RecordsWindow on(file.file());
        on.clearLog();
        BrowserPage &page = on.browse(u"hub"_s);
        on.settle();
        const auto asked = [&on] {
            return on.statements(base::Cause::Kind::Display).filter(u"_counted"_s).size();
        };
        QTRY_VERIFY(asked() > 0);
        QVERIFY2(asked() < 40, qPrintable(QString::number(asked())));
        page.grid().scrollTo(page.rows().index(0, page.rows().columnCount() - 1));
        QTRY_COMPARE(page.rows().index(0, page.rows().columnCount() - 1).data().toString(), u"0"_s);
    }
};

QTEST_MAIN(ChildLinksTest)
#include "tst_childlinks.moc"
