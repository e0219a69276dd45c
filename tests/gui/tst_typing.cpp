#include "tests/gui/browsingwindow.h"
#include "tests/support/scratchdatabase.h"

using namespace Qt::StringLiterals;
using namespace relata;
using tests::BrowsingWindow;
using tests::ScratchDatabase;
using ui::BrowserPage;
using ui::RecordTableModel;

/// What typing over a cell stores, through the window's own editor.
class TypingTest : public QObject
{
    Q_OBJECT

    const QString m_sql =
        u"CREATE TABLE f(id INTEGER PRIMARY KEY, i INTEGER, r REAL, b BOOLEAN, t TEXT, x BLOB, u);"
        "INSERT INTO f VALUES(1,1,1.5,0,'a',7,1),(2,NULL,NULL,'true',NULL,'7','1')"_s;

private slots:
    void initTestCase() { tests::useSettingsOf(u"typing"_s); }

    void typingKeepsTheStorageClass_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        QTest::newRow("integer, untyped") << 0 << 6 << u"2"_s << u"integer|2"_s;
        QTest::newRow("integer, BLOB") << 0 << 5 << u"8"_s << u"integer|8"_s;
        QTest::newRow("real over integer, untyped") << 0 << 6 << u"2.5"_s << u"real|2.5"_s;
        QTest::newRow("text, untyped") << 1 << 6 << u"2"_s << u"text|'2'"_s;
        QTest::newRow("true") << 0 << 3 << u"true"_s << u"integer|1"_s;
        QTest::newRow("true over text") << 1 << 3 << u"false"_s << u"text|'false'"_s;
        QTest::newRow("comma") << 0 << 2 << u"5,5"_s << u"text|'5,5'"_s;
        QTest::newRow("emptied number") << 0 << 2 << u""_s << u"null|NULL"_s;
        QTest::newRow("emptied text") << 0 << 4 << u""_s << u"text|''"_s;
        QTest::newRow("number in TEXT") << 1 << 4 << u"5"_s << u"text|'5'"_s;
    }
    void typingKeepsTheStorageClass()
    {
        QFETCH(int, row);
        QFETCH(int, column);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"f"_s);
        on.typeInto(page, row, column, typed);
        on.save();
        const QString name = page.rows().table()->columns[column].name;
        QCOMPARE(file.rows(u"SELECT typeof(%1), quote(%1) FROM f WHERE id = %2"_s.arg(name).arg(row + 1)),
                 QStringList({stored}));
    }

    void aValueOfAnotherClassIsMarkedWhileItWaits()
    {
        const ScratchDatabase file(m_sql);
        BrowsingWindow on(file.file());
        BrowserPage &page = on.browse(u"f"_s);
        const QModelIndex cell = page.rows().index(0, 2);
        QVERIFY(!cell.data(RecordTableModel::MisfitRole).isValid());
        on.typeInto(page, 0, 2, u"5,5"_s);
        QCOMPARE(cell.data(RecordTableModel::MisfitRole).toString(), u"text"_s);
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), u"'r' is declared REAL; Save stores this as text."_s);
        // It does not look like a number either.
        QVERIFY(cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
        on.typeInto(page, 0, 2, u"5.5"_s);
        QVERIFY(!cell.data(RecordTableModel::MisfitRole).isValid());
        QVERIFY(cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        // What is stored so already is the database's.
        QVERIFY(!page.rows().index(1, 3).data(RecordTableModel::MisfitRole).isValid());
    }
};

QTEST_MAIN(TypingTest)
#include "tst_typing.moc"
