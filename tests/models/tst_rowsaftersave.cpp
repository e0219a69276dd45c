#include "tests/support/openworkspace.h"
#include "tests/support/scratchdatabase.h"
#include "ui/models/recordtablemodel.h"
#include "ui/models/recordtreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using tests::OpenWorkspace;
using tests::ScratchDatabase;
using tests::settle;
using ui::RecordTableModel;
using ui::RecordTreeModel;

namespace {

const QString kLong = u"CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, rank INT);"
                      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<450)"
                      " INSERT INTO item SELECT i, printf('n%03d', i), 1000 - i FROM n;"_s;

struct Shown
{
    explicit Shown(const ScratchDatabase &database)
        : file(database),
          open(file.file()),
          model(open->records(), open->pages(), open->schema(), open.causes()),
          tree(open->records(), open->schema(), open.causes())
    {
    }

    void show(const QString &table)
    {
        model.show({table, {}, {}}, open->click(u"Open "_s + table));
        tree.open(table);
        settle(*open);
    }
    void set(int row, int column, const QString &text)
    {
        model.setData(model.index(row, column), text);
        settle(*open);
    }
    void add()
    {
        model.addRow();
        settle(*open);
    }
    base::SaveReport save()
    {
        const auto saved = open->records().save(open->click(u"Save"_s));
        settle(*open);
        if (!saved.result())
            qWarning() << saved.result().error().text();
        return saved.result() ? *saved.result() : base::SaveReport();
    }
    void toTheEnd()
    {
        settle(*open); // A page may be on its way.
        while (model.hasMore()) {
            model.fetchMore({});
            settle(*open);
        }
    }
    QStringList rows() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model.tableColumns(); ++column)
                cells += model.valueAt(model.index(row, column)).isNull()
                             ? u"NULL"_s
                             : model.valueAt(model.index(row, column)).toText();
            all += cells.join(u'|');
        }
        return all;
    }
    QStringList treeKeys() const
    {
        QStringList keys;
        for (int row = 0; row < tree.rowCount(); ++row) {
            const auto key = tree.index(row, 0).data(RecordTreeModel::KeyRole).value<base::RecordKey>();
            if (key.isValid())
                keys += key.toDisplay();
        }
        return keys;
    }

    const ScratchDatabase &file;
    OpenWorkspace open;
    RecordTableModel model;
    RecordTreeModel tree;
};

} // namespace

/// After a save the grid and the tree show what the file has, in its order, and paging goes on where it was.
class RowsAfterSaveTest : public QObject
{
    Q_OBJECT

private slots:
    void aSavedRowOfALongTableLeavesNoGap()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        QCOMPARE(on.model.rowCount(), 200);
        on.add();
        on.set(200, 1, u"fresh"_s);
        const QPersistentModelIndex current = on.model.index(200, 1);
        on.save();
        QCOMPARE(current.data().toString(), u"fresh"_s); // It stays in sight until its page comes.
        QCOMPARE(on.model.loadedRows(), 200);
        QVERIFY(on.model.hasMore());
        on.toTheEnd();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM item ORDER BY id"_s));
        QCOMPARE(on.model.loadedRows(), 451);
        QCOMPARE(current.row(), 450);
        QCOMPARE(current.data().toString(), u"fresh"_s);
    }

    void aSavedRowTakesItsPlaceInTheOrderOfTheRows()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.model.sort(1, Qt::AscendingOrder);
        settle(*on.open);
        on.add();
        on.set(200, 1, u"n100x"_s);
        const QPersistentModelIndex current = on.model.index(200, 1);
        QAbstractItemModelTester tester(&on.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        on.toTheEnd();
        on.save();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM item ORDER BY name, id"_s));
        QCOMPARE(current.data().toString(), u"n100x"_s);
        QCOMPARE(current.row(), 100);
    }

    void aChangedSortValueOfTheLastLoadedRowLosesNoRow()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.model.sort(1, Qt::AscendingOrder);
        settle(*on.open);
        on.set(199, 1, u"n449x"_s);
        on.save();
        on.toTheEnd();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM item ORDER BY name, id"_s));
    }

    void deletingTheLastLoadedRowLosesNoRow()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.model.deleteRows({199});
        settle(*on.open);
        on.save();
        on.toTheEnd();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM item ORDER BY id"_s));
    }

    void aChangedKeyMovesItsRow()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.set(199, 0, u"9000"_s);
        on.set(0, 0, u"150000"_s);
        on.save();
        on.toTheEnd();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM item ORDER BY id"_s));
    }

    void anEditOfOneCellAsksNoRowsAgain()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.set(3, 1, u"other"_s);
        on.open.clearLog();
        on.save();
        QVERIFY2(on.open.displayed().filter(u"LIMIT"_s).isEmpty(),
                 qPrintable(on.open.displayed().join(u'\n')));
        QCOMPARE(on.model.valueAt(on.model.index(3, 1)), Value::text(u"other"_s));
    }

    void aFilterThatASavedRowDoesNotMatchKeepsItApart()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.model.setFilter(u"n00"_s);
        settle(*on.open);
        QCOMPARE(on.model.rowCount(), 9);
        on.add();
        on.set(9, 1, u"elsewhere"_s);
        on.save();
        QCOMPARE(on.model.loadedRows(), 9);
        QCOMPARE(on.model.rowCount(), 10);
        QCOMPARE(on.model.headerData(9, Qt::Vertical).toString(), u"saved"_s);
    }

    void whatTriggersDoIsShown_data()
    {
        QTest::addColumn<QString>("trigger");
        QTest::addColumn<QString>("table");
        const QString body = u" BEGIN %1; END"_s;
        const auto row = [&](const char *name, const QString &when, const QString &what,
                             const QString &table = u"word"_s) {
            QTest::newRow(name) << QString(u"CREATE TRIGGER t "_s + when + body.arg(what)) << table;
        };
        row("lowers the key", u"AFTER INSERT ON word"_s, u"UPDATE word SET k = lower(k) WHERE k = NEW.k"_s);
        row("lowers a changed key", u"AFTER UPDATE OF k ON word"_s,
            u"UPDATE word SET k = lower(k) WHERE k = NEW.k"_s);
        row("renames a row of no rowid", u"AFTER INSERT ON norowid"_s,
            u"UPDATE norowid SET k = lower(k) WHERE k = NEW.k"_s, u"norowid"_s);
        row("takes a changed row away", u"AFTER UPDATE ON word"_s, u"DELETE FROM word WHERE k = NEW.k"_s);
        row("takes a new row away", u"AFTER INSERT ON word"_s, u"DELETE FROM word WHERE k = NEW.k"_s);
        row("adds another row", u"AFTER INSERT ON word WHEN NEW.k <> 'and'"_s,
            u"INSERT INTO word VALUES ('and', 'too')"_s);
        row("changes other rows", u"AFTER UPDATE OF v ON word"_s,
            u"UPDATE word SET k = k || '!' WHERE k <> NEW.k"_s);
        row("moves the rowid", u"AFTER UPDATE OF v ON word"_s,
            u"UPDATE word SET rowid = (SELECT max(rowid) + 5 FROM word) WHERE k = NEW.k"_s);
        row("numbers anew", u"AFTER INSERT ON plain"_s, u"UPDATE plain SET rowid = rowid + 70"_s, u"plain"_s);
    }

    void whatTriggersDoIsShown()
    {
        QFETCH(const QString, trigger);
        QFETCH(const QString, table);
        const ScratchDatabase file(
            u"CREATE TABLE word(k TEXT PRIMARY KEY NOT NULL, v TEXT);"
            "CREATE TABLE norowid(k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID;"
            "CREATE TABLE plain(k TEXT, v TEXT);"
            "INSERT INTO word VALUES('a','one'),('b','two'),('m','three');"
            "INSERT INTO norowid SELECT * FROM word; INSERT INTO plain SELECT * FROM word;"_s +
            trigger);
        Shown on(file);
        on.show(table);
        QAbstractItemModelTester tester(&on.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        on.set(0, 0, u"C"_s);
        on.set(1, 1, u"changed"_s);
        on.add();
        on.set(3, 0, u"Mi"_s);
        on.set(3, 1, u"new"_s);
        const QPersistentModelIndex fresh = on.model.index(3, 1);
        on.save();
        const QString order = table == u"plain"_s ? u"rowid"_s : u"k"_s;
        const QStringList now = file.rows(u"SELECT * FROM %1 ORDER BY %2"_s.arg(table, order));
        QCOMPARE(on.rows(), now);
        QCOMPARE(on.model.loadedRows(), int(now.size()));
        QCOMPARE(on.treeKeys().size(), now.size());
        if (now.filter(u"|new"_s).isEmpty())
            QVERIFY(!fresh.isValid() || fresh.data().toString() != u"new"_s);
        else
            QCOMPARE(fresh.data().toString(), u"new"_s); // The row is followed, whatever its key is now.
        // The next edit meets the same rows.
        const int last = on.model.rowCount() - 1;
        on.set(last, 1, u"again"_s);
        const base::SaveReport summary = on.save();
        QCOMPARE(summary.updated, 1);
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM %1 ORDER BY %2"_s.arg(table, order)));
    }

    void aViewFollowsEverySave()
    {
        const ScratchDatabase file(kLong +
                                   u"CREATE VIEW low AS SELECT id, name FROM item WHERE rank > 995"_s);
        Shown on(file);
        on.show(u"low"_s);
        QCOMPARE(on.model.rowCount(), 4);
        on.open->records().edit({u"item"_s, {Value::integer(1)}, 0}, 2, Value::integer(999),
                                Value::integer(1));
        on.save();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM low"_s));
    }

    void aRefreshThatIsCancelledForgetsNoRowsAfterWhatIsShown()
    {
        const ScratchDatabase file(kLong);
        Shown on(file);
        on.show(u"item"_s);
        on.model.refresh(on.open->click(u"Refresh"_s));
        on.open->cancel();
        settle(*on.open);
        QCOMPARE(on.model.rowCount(), 200);
        QVERIFY(on.model.hasMore());
        on.toTheEnd();
        QCOMPARE(on.rows(), file.rows(u"SELECT * FROM item ORDER BY id"_s));
    }

    void scrollingAsksTitlesAndCountsOfItsOwnRowsOnly()
    {
        const ScratchDatabase file(kLong +
                                   u"CREATE TABLE part(id INTEGER PRIMARY KEY, item_id INT REFERENCES "
                                   "item);"
                                   "INSERT INTO part SELECT id, id FROM item;"_s);
        Shown on(file);
        on.model.setVisibleColumns(0, 3);
        on.show(u"item"_s);
        on.model.setVisibleColumns(0, 3);
        settle(*on.open);
        on.toTheEnd();
        QList<qsizetype> asked;
        for (const base::StatementRecord &record : on.open.log()) {
            if (record.sql.contains(u"count(*)"_s) && record.cause.kind == base::Cause::Kind::Display)
                asked += record.boundValues.size();
        }
        QCOMPARE(asked, (QList<qsizetype>{200, 200, 50}));
    }
};

QTEST_GUILESS_MAIN(RowsAfterSaveTest)
#include "tst_rowsaftersave.moc"
