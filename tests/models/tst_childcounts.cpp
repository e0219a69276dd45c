#include "tests/support/openworkspace.h"
#include "tests/support/scratchdatabase.h"
#include "ui/models/recordtablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using tests::OpenWorkspace;
using tests::ScratchDatabase;
using tests::settle;
using ui::RecordTableModel;

namespace {

const QString kMusic =
    u"CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album(id INTEGER PRIMARY KEY, title TEXT, artist_id INT REFERENCES artist);"
    "CREATE TABLE cover(album_id INTEGER PRIMARY KEY REFERENCES album, picture BLOB);"
    "CREATE TABLE tag(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE album_tag(album_id INT REFERENCES album, tag_id INT REFERENCES tag, "
    "PRIMARY KEY(album_id, tag_id));"
    "INSERT INTO artist VALUES(1,'AC/DC'),(2,'Accept'),(3,'Nobody');"
    "INSERT INTO album VALUES(1,'Rock',1),(2,'Balls',2),(3,'Voltage',1),(4,'Lost',NULL);"
    "INSERT INTO cover VALUES(1, x'00'); INSERT INTO tag VALUES(1,'loud'),(2,'live');"
    "INSERT INTO album_tag VALUES(1,1),(1,2),(3,1);"_s;

/// A grid's model on an open file with all its columns in sight.
struct Grid
{
    explicit Grid(const QString &file)
        : open(file),
          model(open->records(), open->pages(), open->schema(), open.causes()),
          tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
    }

    void show(const QString &table)
    {
        model.show({table, {}, {}}, open->click(u"Open "_s + table));
        settle(*open);
        open.clearLog();
    }

    void see(int first, int last)
    {
        model.setVisibleColumns(first, last);
        settle(*open);
        settle(*open);
    }

    /// The texts of a relationship's column.
    QStringList column(const QString &relationship) const
    {
        QStringList texts;
        for (int column = model.tableColumns(); column < model.columnCount(); ++column) {
            for (int row = 0; model.relationshipAt(column)->name == relationship && row < model.rowCount();
                 ++row)
                texts += model.index(row, column).data().toString();
        }
        return texts;
    }

    QStringList headers() const
    {
        QStringList names;
        for (int column = 0; column < model.columnCount(); ++column)
            names += model.headerData(column, Qt::Horizontal).toString();
        return names;
    }

    OpenWorkspace open;
    RecordTableModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class ChildCountsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyRelationshipToChildrenIsAColumnAfterTheTables()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.show(u"album"_s);
        QCOMPARE(grid.headers(),
                 QStringList({u"id"_s, u"title"_s, u"artist_id → artist"_s, u"cover"_s, u"tags"_s}));
        QCOMPARE(grid.model.tableColumns(), 3);
    }

    void countsAreOneDisplayStatementForEachRelationshipInSight()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.show(u"album"_s);
        grid.see(0, 4);
        QCOMPARE(grid.open.clicked().size(), 0);
        QCOMPARE(grid.open.displayed().size(), 2);
        QCOMPARE(grid.column(u"tags"_s), QStringList({u"2"_s, u"0"_s, u"1"_s, u"0"_s}));
        QCOMPARE(grid.column(u"cover"_s), QStringList({u"1"_s, u"0"_s, u"0"_s, u"0"_s}));
        grid.see(0, 3);
        grid.see(0, 4);
        QCOMPARE(grid.open.log().size(), 2); // What is known is not asked again.
    }

    void whatCannotBeSeenIsNotAsked()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.show(u"album"_s);
        grid.see(0, 3);
        QCOMPARE(grid.open.displayed().size(), 1);
        QCOMPARE(grid.column(u"tags"_s), QStringList(4, u"…"_s));
    }

    void aPageThatComesLaterIsAskedByItself()
    {
        const ScratchDatabase file(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id "
            "INT REFERENCES p);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<250) INSERT INTO p SELECT "
            "i, "
            "'p'||i FROM n; INSERT INTO c SELECT id, id FROM p WHERE id % 2"_s);
        OpenWorkspace open(file.file());
        RecordTableModel model(open->records(), open->pages(), open->schema(), open.causes());
        model.show({u"p"_s, {}, {}}, open->click(u"Open"_s));
        model.setVisibleColumns(0, 2);
        QTRY_COMPARE(model.index(199, 2).data().toString(), u"0"_s);
        open.clearLog();
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 250);
        QTRY_COMPARE(model.index(248, 2).data().toString(), u"1"_s);
        QCOMPARE(open.displayed().size(), 1);
        QVERIFY(!open.log().last().boundValues.contains(u"1"_s)); // Only the new rows' keys.
    }

    void switchedOffTheDisplayAsksNoCount()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.model.setDisplaySql(false);
        grid.show(u"artist"_s);
        grid.see(0, 2);
        QCOMPARE(grid.open.log().size(), 0);
        QCOMPARE(grid.column(u"albums"_s), QStringList(3, u"…"_s));
        grid.model.setDisplaySql(true);
        settle(*grid.open);
        QTRY_COMPARE(grid.column(u"albums"_s), QStringList({u"2"_s, u"1"_s, u"0"_s}));
    }

    void aCountIsNeitherEditedNorSortedNorAValue()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.show(u"artist"_s);
        grid.see(0, 2);
        const QModelIndex count = grid.model.index(0, 2);
        QVERIFY(!(grid.model.flags(count) & Qt::ItemIsEditable));
        QVERIFY(!grid.model.setData(count, u"5"_s));
        QVERIFY(grid.model.valueAt(count).isNull());
        QVERIFY(!grid.model.foreignKeyAt(2));
        grid.open.clearLog();
        grid.model.sort(2, Qt::AscendingOrder);
        settle(*grid.open);
        QCOMPARE(grid.model.sortColumn(), -1);
        QCOMPARE(grid.open.log().size(), 0);
        QVERIFY(grid.open->records().pending().isEmpty());
    }

    void aNewRowHasNoCount()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.show(u"artist"_s);
        grid.see(0, 2);
        grid.model.addRow();
        settle(*grid.open);
        QCOMPARE(grid.column(u"albums"_s), QStringList({u"2"_s, u"1"_s, u"0"_s, u""_s}));
    }

    void aSaveAsksTheTouchedCountsAgain()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        grid.show(u"artist"_s);
        grid.see(0, 2);
        auto &records = grid.open->records();
        records.edit({u"album"_s, {Value::integer(3)}, 0}, 2, Value::integer(1), Value::integer(3));
        settle(*grid.open);
        QCOMPARE(grid.column(u"albums"_s), QStringList({u"2"_s, u"1"_s, u"0"_s}));
        grid.open.clearLog();
        records.save(grid.open->click(u"Save"_s));
        settle(*grid.open);
        QTRY_COMPARE(grid.column(u"albums"_s), QStringList({u"1"_s, u"1"_s, u"1"_s}));
        QCOMPARE(grid.open.displayed().size(), 1);
    }

    void theChildrenOfAnOwnerHaveTheirOwnCounts()
    {
        const ScratchDatabase file(kMusic);
        Grid grid(file.file());
        const base::RecordKey artist = {u"artist"_s, {Value::integer(1)}, 0};
        grid.model.show({u"album"_s, artist, u"albums"_s}, grid.open->click(u"albums"_s));
        settle(*grid.open);
        grid.see(0, 4);
        QCOMPARE(grid.column(u"tags"_s), QStringList({u"2"_s, u"1"_s}));
        grid.show(u"artist"_s);
        QCOMPARE(grid.column(u"albums"_s), QStringList(3, u"…"_s)); // Nothing is in sight of a new scope yet.
    }
};

QTEST_GUILESS_MAIN(ChildCountsTest)
#include "tst_childcounts.moc"
