#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsedTable;
using tests::BrowsingWindow;
using tests::settle;
using ui::BrowserPage;

/// F4 on a foreign key: the parent's row, by its whole key.
class GoToParentTest : public QObject
{
    Q_OBJECT

    /// Keys whose texts stand in many other rows and columns; parents pages away; a key of two columns.
    const QString m_sql =
        u"CREATE TABLE room(house INTEGER, number TEXT COLLATE NOCASE, note TEXT, PRIMARY KEY(house, "
        u"number)) WITHOUT ROWID;"
        "INSERT INTO room SELECT i / 10, 'r' || (i % 10), '77' FROM (WITH RECURSIVE n(i) AS (SELECT 0 UNION "
        "ALL SELECT i + 1 "
        "FROM n WHERE i < 999) SELECT i FROM n);"
        "CREATE TABLE guest(id INTEGER PRIMARY KEY, house INTEGER, number TEXT, boss INTEGER REFERENCES "
        "guest(id), "
        "FOREIGN KEY(house, number) REFERENCES room(house, number));"
        "INSERT INTO guest SELECT i, 77, 'R3', CASE WHEN i > 1 THEN 650 END FROM (WITH RECURSIVE n(i) AS "
        "(SELECT 1 UNION ALL "
        "SELECT i + 1 FROM n WHERE i < 700) SELECT i FROM n); UPDATE guest SET house = 0, number = 'r5' WHERE id = 2"_s;

    static void follow(BrowsingWindow &on, BrowserPage &page, int row, int column)
    {
        page.grid().setCurrentIndex(page.rows().index(row, column));
        QTest::keyClick(&page.grid(), Qt::Key_F4);
        settle(*on.window.workspace());
        QTest::qWait(50);
        settle(*on.window.workspace());
    }
    static QString gridsKey(BrowserPage &page)
    {
        return page.rows().keyAt(page.grid().currentIndex().row()).toDisplay();
    }
    static QString treesKey(BrowserPage &page)
    {
        return page.treeView()
            .currentIndex()
            .data(ui::RecordTreeModel::KeyRole)
            .value<base::RecordKey>()
            .toDisplay();
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"gotoparent"_s); }

    void theRowOfACompositeKeyIsFound_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("key");
        QTest::newRow("on the first page") << 1 << u"(0, r5)"_s;
        QTest::newRow("pages away, in other letter case") << 0 << u"(77, r3)"_s;
    }
    void theRowOfACompositeKeyIsFound()
    {
        QFETCH(int, row);
        QFETCH(QString, key);
        BrowsedTable on(m_sql, u"guest"_s);
        follow(on, on.page, row, 2);
        BrowserPage *parent = on.window.currentPage();
        QVERIFY(parent && parent->table() == "room"_L1);
        QTRY_COMPARE(gridsKey(*parent), key);
        QTRY_COMPARE(treesKey(*parent), key);
        QVERIFY(parent->rows().rowCount() == 1 || row == 1);
        // Without the filter all rows are there again, in grid and tree.
        parent->findChild<QLineEdit *>(u"rowFilter"_s)->clear();
        QTRY_COMPARE(parent->rows().storedRows(), 200);
        QTRY_VERIFY(parent->tree().rowCount() > 199);
    }

    void altLeftComesBack()
    {
        BrowsedTable on(m_sql, u"guest"_s);
        follow(on, on.page, 5, 1);
        QVERIFY(on.window.currentPage() != &on.page);
        QTest::keyClick(&on.window.currentPage()->grid(), Qt::Key_Left, Qt::AltModifier);
        settle(*on.window.workspace());
        QCOMPARE(on.window.currentPage(), &on.page);
        QCOMPARE(gridsKey(on.page), u"6"_s);
        QCOMPARE(on.page.grid().currentIndex().column(), 1);
    }

    void altLeftComesBackWithinATable()
    {
        BrowsedTable on(m_sql, u"guest"_s);
        on.page.treeView().setCurrentIndex(on.page.tree().index(9, 0));
        settle(*on.window.workspace());
        follow(on, on.page, 9, 3);
        QTRY_COMPARE(gridsKey(on.page), u"650"_s);
        QTRY_COMPARE(treesKey(on.page), u"650"_s);
        QTest::keyClick(&on.page.grid(), Qt::Key_Left, Qt::AltModifier);
        settle(*on.window.workspace());
        QTRY_COMPARE(gridsKey(on.page), u"10"_s);
        QCOMPARE(on.page.grid().currentIndex().column(), 3);
        QCOMPARE(on.page.rows().filter(), QString());
        QTRY_VERIFY(on.page.tree().rowCount() > 199);
    }
};

QTEST_MAIN(GoToParentTest)
#include "tst_gotoparent.moc"
