#include "tests/gui/recordswindow.h"

#include <QLabel>

using namespace Qt::StringLiterals;
using namespace relata;
using tests::RecordsTable;
using tests::RecordsWindow;
using ui::BrowserPage;

namespace {

const QString kLong = u"CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);"
                      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<450)"
                      " INSERT INTO item SELECT i, printf('n%03d', i) FROM n;"_s;

QStringList shown(BrowserPage &page)
{
    QStringList rows;
    const ui::RecordTableModel &model = page.rows();
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.tableColumns(); ++column)
            cells += model.valueAt(model.index(row, column)).toText();
        rows += cells.join(u'|');
    }
    return rows;
}

QString countText(const BrowserPage &page)
{
    return page.findChild<QLabel *>(u"rowCount"_s)->text();
}

void toTheEnd(RecordsWindow &on, BrowserPage &page)
{
    for (int step = 0; step < 20 && page.rows().hasMore(); ++step)
        on.press(page.grid(), Qt::Key_End, Qt::ControlModifier);
}

} // namespace

/// What the window shows after Ctrl+S is what the file has.
class AfterSaveTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { tests::useSettingsOf(u"aftersave"_s); }

    void aRowAddedToALongTableLeavesNoGap()
    {
        RecordsTable on(kLong, u"item"_s);
        on.press(on.page.grid(), Qt::Key_Insert);
        const int added = on.page.rows().rowCount() - 1;
        QCOMPARE(on.page.grid().currentIndex().row(), added);
        on.typeInto(on.page, added, 1, u"fresh"_s);
        on.press(on.page.grid(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(on.file.rows(u"SELECT name FROM item WHERE id = 451"_s), QStringList{u"fresh"_s});
        QCOMPARE(on.page.grid().currentIndex().data().toString(), u"fresh"_s); // It is still the current row.
        toTheEnd(on, on.page);
        QCOMPARE(shown(on.page), on.file.rows(u"SELECT * FROM item ORDER BY id"_s));
        QCOMPARE(countText(on.page), u"451 rows"_s);
    }

    void aRowThatATriggerTakesAwayLeavesTheGridAndItsCount()
    {
        RecordsTable on(u"CREATE TABLE gone(id INTEGER PRIMARY KEY, v TEXT);"
                        "CREATE TRIGGER move AFTER UPDATE ON gone BEGIN DELETE FROM gone WHERE id = "
                        "NEW.id; END; INSERT INTO gone VALUES(1,'x'),(2,'y'),(3,'z')"_s,
                        u"gone"_s);
        on.typeInto(on.page, 1, 1, u"away"_s);
        on.press(on.page.grid(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(shown(on.page), on.file.rows(u"SELECT * FROM gone"_s));
        QCOMPARE(countText(on.page), u"2 rows"_s);
    }

    void aRowThatAnotherOneReplacesIsToldAndGoes()
    {
        RecordsTable on(
            u"CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT UNIQUE ON CONFLICT REPLACE);"
            "CREATE TABLE use(id INTEGER PRIMARY KEY, tag_id INT REFERENCES tag ON DELETE CASCADE);"
            "INSERT INTO tag VALUES(1,'red'),(2,'blue'); INSERT INTO use VALUES(1,1),(2,1),(3,2)"_s,
            u"tag"_s);
        on.press(on.page.grid(), Qt::Key_Insert);
        on.typeInto(on.page, 2, 1, u"red"_s);
        on.press(on.page.grid(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(shown(on.page), on.file.rows(u"SELECT * FROM tag ORDER BY id"_s));
        QCOMPARE(on.file.rows(u"SELECT id FROM use"_s), QStringList{u"3"_s});
    }

    void aTableWithoutANameIsShownAsAnyOther()
    {
        RecordsTable on(u"CREATE TABLE \"\"(\"\" INTEGER PRIMARY KEY, v TEXT);"
                        "INSERT INTO \"\" VALUES(5,'five'),(6,'six')"_s,
                        u""_s);
        QCOMPARE(shown(on.page), (QStringList{u"5|five"_s, u"6|six"_s}));
        on.typeInto(on.page, 1, 1, u"seis"_s);
        on.press(on.page.grid(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(on.file.rows(u"SELECT v FROM \"\""_s), (QStringList{u"five"_s, u"seis"_s}));
    }

    void anEditDoesNotReachAnotherRowThatHasTakenItsNumber()
    {
        RecordsTable on(u"CREATE TABLE note(a TEXT, b TEXT);"
                        "INSERT INTO note VALUES('one','1'),('two','2'),('three','3')"_s,
                        u"note"_s);
        on.typeInto(on.page, 1, 1, u"mine"_s);
        on.file.run(
            u"DELETE FROM note WHERE rowid = 2; INSERT INTO note(rowid, a, b) VALUES(2,'other','2')"_s);
        const QByteArray before = on.file.checksum();
        on.press(on.page.grid(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(on.file.checksum(), before);
        QCOMPARE(on.pending().changed.size(), 1);
        QVERIFY2(on.pending().refusal.contains(u"was changed by another program"_s),
                 qPrintable(on.pending().refusal));
    }
};

QTEST_MAIN(AfterSaveTest)
#include "tst_aftersave.moc"
