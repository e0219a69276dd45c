#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/recordtreeview.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsedTable;
using tests::settle;
using ui::BrowserPage;

/// The current cell and a new row stay where a person looks.
class CurrentCellTest : public QObject
{
    Q_OBJECT

    const QString m_sql =
        u"CREATE TABLE owner(id INTEGER PRIMARY KEY, name TEXT); INSERT INTO owner VALUES(1,'ann'),(2,'bob');"
        "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT CHECK (name <> 'bad'), owner_id INTEGER "
        "REFERENCES owner(id));"
        "INSERT INTO item(name, owner_id) SELECT 'item ' || i, 1 FROM (WITH RECURSIVE n(i) AS (SELECT 1 "
        "UNION ALL SELECT i + 1 "
        "FROM n WHERE i < 700) SELECT i FROM n)"_s;

    static bool isInView(BrowserPage &page, const QModelIndex &index)
    {
        return page.grid().viewport()->rect().contains(page.grid().visualRect(index).center());
    }
    static QString keyOf(BrowserPage &page)
    {
        return page.rows().keyAt(page.grid().currentIndex().row()).toDisplay();
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"currentcell"_s); }

    void aNewRowIsInViewWhileItWaits()
    {
        BrowsedTable on(m_sql, u"item"_s);
        on.page.grid().setFocus();
        QTest::keyClick(&on.page.grid(), Qt::Key_Insert);
        settle(*on.window.workspace());
        QTest::qWait(200);
        settle(*on.window.workspace());
        QCOMPARE(keyOf(on.page), u"new"_s);
        QVERIFY(isInView(on.page, on.page.grid().currentIndex()));
        QCOMPARE(on.page.rows().storedRows(), 200); // No page came above it.
        on.window.resize(1280, 700);
        on.typeInto(on.page, on.page.grid().currentIndex().row(), 1, u"new name"_s);
        QTest::qWait(100);
        settle(*on.window.workspace());
        QCOMPARE(keyOf(on.page), u"new"_s);
        QVERIFY(isInView(on.page, on.page.grid().currentIndex()));
        // Its picker opens at its cell.
        on.page.grid().setCurrentIndex(on.page.rows().index(on.page.grid().currentIndex().row(), 2));
        QTest::keyClick(&on.page.grid(), Qt::Key_F2);
        settle(*on.window.workspace());
        QWidget *picker = QApplication::activePopupWidget();
        QVERIFY(picker && isInView(on.page, on.page.grid().currentIndex()));
        QTest::keyClick(picker->findChild<QLineEdit *>(u"parentSearch"_s), Qt::Key_Return);
        settle(*on.window.workspace());
        on.save();
        QCOMPARE(
            on.file.rows(u"SELECT name, owner_id FROM item WHERE id = 701"_s).value(0).section(u'|', 0, 0),
            u"new name"_s);
        QCOMPARE(keyOf(on.page), u"701"_s);
        // Elsewhere the pages come again.
        on.page.grid().setCurrentIndex(on.page.rows().index(150, 1));
        on.page.grid().scrollToBottom();
        QTRY_VERIFY(on.page.rows().storedRows() > 300);
    }

    void whatKeysWithCtrlReachIsWhatIsDeleted_data()
    {
        QTest::addColumn<Qt::Key>("way");
        QTest::addColumn<int>("row");
        QTest::newRow("to the beginning") << Qt::Key_Home << 0;
        QTest::newRow("down") << Qt::Key_Down << 5;
        QTest::newRow("a page down") << Qt::Key_PageDown << 5;
    }
    void whatKeysWithCtrlReachIsWhatIsDeleted()
    {
        QFETCH(Qt::Key, way);
        QFETCH(int, row);
        BrowsedTable on(m_sql, u"item"_s);
        on.clickCell(on.page, 4, 1);
        QTest::keyClick(&on.page.grid(), way, Qt::ControlModifier);
        const int current = on.page.grid().currentIndex().row();
        QTest::keyClick(&on.page.grid(), Qt::Key_Delete, Qt::ControlModifier);
        settle(*on.window.workspace());
        if (way == Qt::Key_Home)
            QCOMPARE(current, row);
        QCOMPARE(on.pending().deleted.size(), 1);
        QVERIFY(on.pending().deleted.contains(on.page.rows().keyAt(current)));
    }

    void aRefreshLeavesTheCurrentCellAndThePlace()
    {
        BrowsedTable on(m_sql, u"item"_s);
        on.page.treeView().setCurrentIndex(on.page.tree().index(3, 0));
        settle(*on.window.workspace());
        on.page.rows().loadMore();
        settle(*on.window.workspace());
        const QModelIndex cell = on.page.rows().index(320, 1);
        on.page.grid().setCurrentIndex(cell);
        const int place = on.page.grid().rowAt(0);
        on.file.run(
            u"UPDATE item SET name = 'changed elsewhere' WHERE id = 321; DELETE FROM item WHERE id = 5"_s);
        QTest::keyClick(&on.page.grid(), Qt::Key_F5);
        settle(*on.window.workspace());
        QCOMPARE(keyOf(on.page), u"321"_s);
        QCOMPARE(on.page.grid().currentIndex().column(), 1);
        QCOMPARE(on.page.grid().currentIndex().data().toString(), u"changed elsewhere"_s);
        QVERIFY(qAbs(on.page.grid().rowAt(0) - place) <= 2);
        QVERIFY(isInView(on.page, on.page.grid().currentIndex()));
    }

    void aSaveAndARefusalLeaveTheCurrentCell_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("saved") << u"good"_s;
        QTest::newRow("refused") << u"bad"_s;
    }
    void aSaveAndARefusalLeaveTheCurrentCell()
    {
        QFETCH(QString, typed);
        BrowsedTable on(m_sql, u"item"_s);
        on.page.treeView().setCurrentIndex(on.page.tree().index(7, 0)); // Another row is the tree's.
        settle(*on.window.workspace());
        on.clickCell(on.page, 2, 1);
        QTest::keyClick(&on.page.grid(), Qt::Key_Delete, Qt::ControlModifier);
        on.typeInto(on.page, 4, 1, typed);
        on.clickCell(on.page, 4, 2);
        on.save();
        QTest::qWait(100);
        settle(*on.window.workspace());
        QCOMPARE(keyOf(on.page), u"5"_s);
        QCOMPARE(on.page.grid().currentIndex().column(), 2);
    }

    void deletingTheTreesRecordLeavesTheGridsCell()
    {
        BrowsedTable on(m_sql, u"item"_s);
        on.page.treeView().setCurrentIndex(on.page.tree().index(2, 0));
        settle(*on.window.workspace());
        QCOMPARE(keyOf(on.page), u"3"_s);
        QTest::keyClick(&on.page.grid(), Qt::Key_Delete, Qt::ControlModifier);
        settle(*on.window.workspace());
        on.clickCell(on.page, 9, 1);
        on.save();
        QTest::qWait(100);
        settle(*on.window.workspace());
        QCOMPARE(keyOf(on.page), u"10"_s);
    }
};

QTEST_MAIN(CurrentCellTest)
#include "tst_currentcell.moc"
