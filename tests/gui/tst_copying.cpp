#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"
#include "ui/browser/copiedcells.h"

#include <QApplication>
#include <QClipboard>
#include <QItemSelectionModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using tests::settle;
using ui::BrowserPage;

/// What Ctrl+C puts on the clipboard.
class CopyingTest : public QObject
{
    Q_OBJECT

    const QString m_sql =
        u"CREATE TABLE v(id INTEGER PRIMARY KEY, value);"
        "INSERT INTO v(value) VALUES('plain'),('line "
        "1'||char(13,10)||'line'||char(9)||'2'||char(10)),('old'||char(13)||"
        "'mac'),(''),(NULL),(x'00ff'),(12),('12'),(2.0),('say \"no\"'),(CAST(x'EFBBBF61' AS TEXT)),"
        "(CAST(x'61ff62' AS TEXT)),(CAST(x'610062' AS TEXT)),(char(160)||'x'||char(8232)),('it''s');"
        "CREATE TABLE w(a, b, c); INSERT INTO w "
        "VALUES(1,NULL,''),(x'0a','two'||char(10)||'lines','tab'||char(9)),"
        "('1','it''s \"x\"',NULL);"
        "CREATE TABLE kid(id INTEGER PRIMARY KEY, v_id INTEGER REFERENCES v(id)); INSERT INTO kid(v_id) "
        "SELECT 1 FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) SELECT i FROM n)"_s;

    static QString clipboard() { return QApplication::clipboard()->text(); }
    static QJsonObject json()
    {
        return QJsonDocument::fromJson(
                   QApplication::clipboard()->mimeData()->data(ui::CopiedCells::mimeType()))
            .object();
    }

private slots:
    void initTestCase() { tests::useSettingsOf(u"copying"_s); }

    void oneCellIsCopiedAsItIs_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("text");
        int row = 0;
        for (const QString &text :
             {u"plain"_s, u"line 1\r\nline\t2\n"_s, u"old\rmac"_s, u""_s, u""_s, u"x'00ff'"_s, u"12"_s,
              u"12"_s, u"2.0"_s, u"say \"no\""_s, u"\ufeff"_s + u"a"_s, u"a\ufffd"_s + u"b"_s,
              u"a"_s + QChar(0) + u"b"_s, u"\u00a0x\u2028"_s, u"it's"_s}) {
            QTest::addRow("row %d", row) << row << text;
            ++row;
        }
    }
    void oneCellIsCopiedAsItIs()
    {
        QFETCH(int, row);
        QFETCH(QString, text);
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"v"_s);
        on.clickCell(page, row, 1);
        QTest::keyClick(&page.grid(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), text);
        // The other form is an SQL literal of the very value.
        const QString literal = json()[u"rows"_s].toArray()[0].toArray()[0].toString();
        QCOMPARE(file.rows(u"SELECT typeof(value), hex(value) FROM v WHERE id = %1"_s.arg(row + 1)),
                 file.rows(u"SELECT typeof(v), hex(v) FROM (SELECT %1 AS v)"_s.arg(literal)));
    }

    void aSingleNullSaysThatItIsCopiedAsAnEmptyText()
    {
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"v"_s);
        QString said;
        connect(&page, &BrowserPage::statusText, &page, [&said](const QString &text) { said = text; });
        on.clickCell(page, 4, 1);
        QTest::keyClick(&page.grid(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(said, u"Copied NULL as an empty text"_s);
        on.clickCell(page, 3, 1);
        QTest::keyClick(&page.grid(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(said, u"Copied 1 cell"_s);
    }

    void severalCellsAreTabbedAndQuotedWhereNeeded()
    {
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"w"_s);
        QString said;
        connect(&page, &BrowserPage::statusText, &page, [&said](const QString &text) { said = text; });
        page.grid().setFocus();
        QTest::keyClick(&page.grid(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&page.grid(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), u"1\t\t\"\"\nx'0a'\t\"two\nlines\"\t\"tab\t\"\n1\t\"it's \"\"x\"\"\"\t"_s);
        QCOMPARE(said, u"Copied 9 cells of 3 rows"_s);
        QCOMPARE(json()[u"columns"_s].toArray(), QJsonArray({u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(json()[u"rows"_s].toArray()[0].toArray(), QJsonArray({u"1"_s, u"NULL"_s, u"''"_s}));
        QCOMPARE(json()[u"rows"_s].toArray()[2].toArray(),
                 QJsonArray({u"'1'"_s, u"'it''s \"x\"'"_s, u"NULL"_s}));
        QTest::keyClick(&page.grid(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(clipboard().startsWith(u"a\tb\tc\n1\t\t\"\"\n"_s));
    }

    void cellsThatWereNotSelectedStayEmpty()
    {
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"w"_s);
        QItemSelectionModel &selection = *page.grid().selectionModel();
        selection.select(page.rows().index(0, 0), QItemSelectionModel::ClearAndSelect);
        selection.select(page.rows().index(2, 2), QItemSelectionModel::Select);
        page.copy();
        QCOMPARE(clipboard(), u"1\t\n\t"_s);
        QCOMPARE(json()[u"rows"_s].toArray(),
                 QJsonArray({QJsonArray({u"1"_s, QJsonValue()}), QJsonArray({QJsonValue(), u"NULL"_s})}));
    }

    void aCountIsCopiedAsANumber()
    {
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"v"_s);
        const QModelIndex count = page.rows().index(0, 2);
        QTRY_COMPARE(count.data(ui::RecordTableModel::CountRole).toLongLong(), 1200);
        page.grid().setCurrentIndex(count);
        page.copy();
        QCOMPARE(clipboard(), u"1200"_s);
    }
};

QTEST_MAIN(CopyingTest)
#include "tst_copying.moc"
