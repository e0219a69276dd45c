#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/cellhint.h"
#include "ui/browser/recordtreeview.h"

#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;

/// The filter in the window.
class FilteringTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"filtering"_s); }

    void aLongSearchSaysSoAndCanBeCancelled()
    {
        const ScratchDatabase file(
            u"CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            "500000000) SELECT i AS number FROM n"_s);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"slow"_s);
        auto *count = page.findChild<QLabel *>(u"rowCount"_s);
        auto *cancel = page.findChild<QToolButton *>(u"cancelSearch"_s);
        QCOMPARE(count->text(), u"200+ rows"_s);
        auto *filter = page.findChild<QLineEdit *>(u"rowFilter"_s);
        QTest::keyClicks(filter, u"nothing"_s);
        QTest::keyClick(filter, Qt::Key_Return);
        QVERIFY(count->text().isEmpty()); // The old number is wrong at once.
        QTRY_COMPARE(count->text(), u"Searching…"_s);
        QVERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY(!cancel->isVisible());
        QTRY_VERIFY(!on.window.workspace()->isBusy());
        QCOMPARE(page.grid().findChild<ui::CellHint *>()->words(),
                 u"The search was cancelled. Refresh (F5) starts it again."_s);
        filter->clear();
        QTRY_COMPARE(count->text(), u"200+ rows"_s);
    }

    void whereThereAreNoRowsNothingIsCountedOrFiltered()
    {
        const ScratchDatabase file(
            u"CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE post (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES user (id));"
            "INSERT INTO user VALUES (1, 'alice'); INSERT INTO post VALUES (1, 1), (2, NULL)"_s);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"post"_s);
        auto *count = page.findChild<QLabel *>(u"rowCount"_s);
        auto *filter = page.findChild<QLineEdit *>(u"rowFilter"_s);
        QCOMPARE(count->text(), u"2 rows"_s);
        const QModelIndex second = page.tree().index(1, 0);
        page.treeView().expand(second);
        settle(*on.window.workspace());
        page.treeView().setCurrentIndex(page.tree().index(0, 0, second)); // Its user: none.
        settle(*on.window.workspace());
        QVERIFY(!count->isVisible());
        QVERIFY(!filter->isEnabled());
        page.treeView().setCurrentIndex(second);
        settle(*on.window.workspace());
        QVERIFY(count->isVisible());
        QCOMPARE(count->text(), u"2 rows"_s);
        QVERIFY(filter->isEnabled());
    }
};

QTEST_MAIN(FilteringTest)
#include "tst_filtering.moc"
