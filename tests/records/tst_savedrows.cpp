#include "tests/records/bookshop.h"
#include "tests/support/realdata.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::Record;
using base::RecordKey;
using base::Value;

/// Which rows a save changes, what it writes into them and what is shown afterwards.
class SavedRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void nullAndTheEmptyTextAreToldApart()
    {
        OpenSession open(kShop);
        const QList<Record> books = open.rows(u"book"_s);
        QVERIFY(open.edit(books[0], u"isbn"_s, Value()));
        QVERIFY(open.edit(books[1], u"isbn"_s, text(u""_s)));
        QVERIFY(open.edit(books[2], u"title"_s, text(QString())));
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT typeof(isbn), title = '' FROM book"_s),
                 QStringList({u"null|0"_s, u"text|0"_s, u"text|1"_s}));
        const QList<Record> now = open.rows(u"book"_s);
        QVERIFY(now[0].values[4].isNull());
        QVERIFY(now[1].values[4] == text(u""_s));
        QVERIFY(open.edit(now[1], u"isbn"_s, Value())); // From '' to NULL: the guard tells them apart too.
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM book WHERE isbn IS NULL"_s), QStringList{u"2"_s});
    }

    void aChangedKeyIsFollowedByItsChildren()
    {
        OpenSession open(u"CREATE TABLE p(id INT PRIMARY KEY NOT NULL, name TEXT);"
                         "CREATE TABLE c(id INTEGER PRIMARY KEY, p_id INT REFERENCES p ON UPDATE CASCADE ON "
                         "DELETE SET NULL);"
                         "INSERT INTO p VALUES(1,'one'); INSERT INTO c VALUES(1,1),(2,1)"_s);
        const Record child = open.row(u"c"_s, 0);
        const Record parent = open.row(u"p"_s, 0);
        QCOMPARE(open.follow(child.key, u"p"_s, 1), QStringList{u"one"_s});
        QVERIFY(open.edit(parent, u"id"_s, text(u"7"_s))); // As typed; the column makes it a number.
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        const RecordKey moved = saved->newKeys.value(parent.key);
        QCOMPARE(moved.values, base::Values{number(7)});
        QVERIFY(saved->refreshed.size() == 1 && saved->refreshed[0].key == moved);
        QVERIFY(saved->tables.contains(u"c"_s));
        QCOMPARE(open.follow(moved, u"cs"_s), QStringList({u"1"_s, u"2"_s}));
        QCOMPARE(open.row(u"c"_s, 0).values[1], number(7)); // Not what was in memory.
        QCOMPARE(open.follow(child.key, u"p"_s, 1), QStringList{u"one"_s});
        QVERIFY(open.session->changes().remove({moved}));
        QVERIFY(open.save());
        QVERIFY(open.row(u"c"_s, 0).values[1].isNull());
        QCOMPARE(open.follow(child.key, u"p"_s, 1), QStringList());
    }

    void compositeKeysAreChangedAndDeletedOneByOne()
    {
        OpenSession open(
            u"CREATE TABLE t(a INT NOT NULL, b TEXT NOT NULL, v, PRIMARY KEY(a, b));"
            "CREATE TABLE w(a, b, v, PRIMARY KEY(b, a)) WITHOUT ROWID;"
            "INSERT INTO t VALUES(1,'x',1),(1,'y',2),(2,'x',3); INSERT INTO w VALUES(1,'x',1),(1,2,2),(1,'2',3)"_s);
        const QList<Record> rows = open.rows(u"t"_s);
        QVERIFY(open.edit(rows[1], u"v"_s, number(20)));
        QVERIFY(open.edit(rows[1], u"b"_s, text(u"z"_s)));
        QVERIFY(open.session->changes().remove({rows[2].key}));
        const QList<Record> mixed = open.rows(u"w"_s); // 2 and '2' side by side
        QCOMPARE(mixed.size(), 3);
        QVERIFY(open.edit(mixed[0], u"v"_s, text(u"int"_s)));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(open.file.rows(u"SELECT * FROM t"_s), QStringList({u"1|x|1"_s, u"1|z|20"_s}));
        QCOMPARE(open.file.rows(u"SELECT v FROM w ORDER BY b"_s), QStringList({u"int"_s, u"3"_s, u"1"_s}));
    }

    void withAKeyThatIsNullInEveryRowExactlyTheRightRowIsChanged()
    {
        OpenSession open(u"CREATE TABLE t(a INT, b INT, v TEXT, PRIMARY KEY(a, b));"
                         "INSERT INTO t(v) VALUES('one'),('two'),('three'),('four')"_s);
        const QList<Record> rows = open.rows(u"t"_s);
        QVERIFY(open.edit(rows[1], u"v"_s, text(u"TWO"_s)));
        QVERIFY(open.session->changes().remove({rows[2].key}));
        open.add(u"t"_s, {{u"v"_s, text(u"five"_s)}});
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT v FROM t"_s),
                 QStringList({u"one"_s, u"TWO"_s, u"four"_s, u"five"_s}));
    }

    void aRowidThatIsSomeOtherRowsMeanwhileIsNotDeleted()
    {
        OpenSession open(u"CREATE TABLE t(v TEXT); INSERT INTO t VALUES('one'),('two'),('three')"_s);
        QVERIFY(open.session->changes().remove({open.row(u"t"_s, 1).key}));
        open.file.run(u"DELETE FROM t WHERE v = 'one'; VACUUM"_s); // Renumbers the rows.
        QVERIFY(!open.save());
        QCOMPARE(open.file.rows(u"SELECT v FROM t"_s), QStringList({u"two"_s, u"three"_s}));
    }

    void bytesAndOddTextsAreKept()
    {
        OpenSession open(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(1,x'0001'),(2,'a' || char(0) || 'b'),(3,CAST(x'4dfc6c6c' AS TEXT)),(4,5)"_s);
        const QList<Record> rows = open.rows(u"t"_s);
        QVERIFY(open.edit(rows[0], u"v"_s, Value::blob(QByteArray("\xff\0", 2))));
        QVERIFY(open.edit(rows[1], u"v"_s, text(QString(u"c\0d"_s))));
        QVERIFY(open.edit(rows[2], u"v"_s, text(u"Müll"_s))); // Was Latin-1 in a text.
        QVERIFY(open.edit(rows[3], u"v"_s, text(u"5"_s)));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(open.file.rows(u"SELECT hex(v), typeof(v) FROM t"_s),
                 QStringList({u"FF00|blob"_s, u"630064|text"_s, u"4DC3BC6C6C|text"_s, u"35|text"_s}));
    }

    void whatTriggersAndDefaultsMakeOfARowIsShown()
    {
        OpenSession open(
            u"CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, n INT DEFAULT 7, up TEXT AS (upper(name)), "
            u"last TEXT);"
            "CREATE TRIGGER a AFTER UPDATE OF name ON t BEGIN UPDATE t SET last = 'touched' WHERE id = "
            "new.id; END;"
            "CREATE TRIGGER b AFTER INSERT ON t BEGIN UPDATE t SET last = 'born' WHERE id = new.id; END;"
            "INSERT INTO t(id, name) VALUES(1,'x')"_s);
        QVERIFY(open.edit(open.row(u"t"_s, 0), u"name"_s, text(u"y"_s)));
        const RecordKey added = open.add(u"t"_s, {{u"name"_s, text(u"z"_s)}, {u"n"_s, text(u"12"_s)}});
        open.log.clear();
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(words(open), QStringList({u"BEGIN"_s, u"UPDATE"_s, u"INSERT"_s, u"SELECT"_s, u"COMMIT"_s}));
        QStringList shown;
        for (const Record &record : saved->refreshed) {
            for (const Value &value : record.values)
                shown += value.toDisplay();
        }
        QCOMPARE(shown.join(u' '), u"1 y 7 Y touched 2 z 12 Z born"_s);
        QCOMPARE(open.row(u"t"_s, 0).values[4], text(u"touched"_s));
        QVERIFY(!open.session->changes().edit(saved->newKeys.value(added), 3, {}, text(u"Q"_s))); // Computed.
        QVERIFY(!open.session->changes().edit(added, 1, {}, text(u"late"_s))); // Not new any more.
    }

    void whatATriggerWritesElsewhereIsAskedAgain()
    {
        OpenSession open(u"CREATE TABLE p(id INTEGER PRIMARY KEY, total INT DEFAULT 0); CREATE TABLE c(id "
                         u"INTEGER PRIMARY KEY, p_id REFERENCES p, n INT);"
                         "CREATE TRIGGER s AFTER UPDATE ON c BEGIN UPDATE p SET total = (SELECT sum(n) FROM "
                         "c WHERE p_id = p.id); END;"
                         "INSERT INTO p VALUES(1,5); INSERT INTO c VALUES(1,1,5)"_s);
        open.rows(u"p"_s);
        const Record child = open.row(u"c"_s, 0);
        QCOMPARE(open.follow(child.key, u"p"_s, 1), QStringList{u"5"_s});
        QVERIFY(open.edit(child, u"n"_s, number(8)));
        QVERIFY(open.save());
        QCOMPARE(open.follow(child.key, u"p"_s, 1), QStringList{u"8"_s});
    }

    void aSaveForgetsOnlyWhatItMayHaveChanged()
    {
        OpenSession open(kShop);
        const QList<Record> authors = open.rows(u"author"_s);
        const QList<Record> books = open.rows(u"book"_s);
        open.follow(authors[0].key, u"books"_s);
        QVERIFY(open.edit(authors[1], u"name"_s, text(u"Bob"_s)));
        QVERIFY(open.save());
        open.log.clear();
        QCOMPARE(open.follow(books[0].key, u"author"_s, 1), QStringList{u"Ada"_s});
        QCOMPARE(open.follow(books[2].key, u"author"_s, 1), QStringList{u"Bob"_s});
        QCOMPARE(open.statements(), 0);
        open.add(u"book"_s, {{u"title"_s, text(u"Fourth"_s)}, {u"author_id"_s, number(1)}});
        QVERIFY(open.save());
        QCOMPARE(open.follow(authors[0].key, u"books"_s, 1), QStringList({u"One"_s, u"Two"_s, u"Fourth"_s}));
    }

    void rowsOfAVirtualTableAreSaved()
    {
        OpenSession open(
            u"CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES('first'),('second'),('third')"_s);
        const QList<Record> rows = open.rows(u"f"_s);
        QCOMPARE(rows.size(), 3);
        QVERIFY(open.edit(rows[1], u"x"_s, text(u"zweite"_s)));
        QVERIFY(open.session->changes().remove({rows[0].key}));
        const RecordKey added = open.add(u"f"_s, {{u"x"_s, text(u"fourth"_s)}});
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(saved->newKeys.value(added).values, base::Values{number(4)});
        QCOMPARE(open.file.rows(u"SELECT x FROM f ORDER BY rowid"_s),
                 QStringList({u"zweite"_s, u"third"_s, u"fourth"_s}));
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM f WHERE f MATCH 'zweite'"_s), QStringList{u"1"_s});
    }

    void oneCellOfEveryTableOfRealDatabasesIsSavedAndPutBack()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            OpenSession open(ScratchDatabase::copyOf(path));
            for (const schema::Table &table : open.session->schema().tables) {
                if (table.kind != schema::TableKind::Table || !table.triggers.isEmpty())
                    continue;
                for (const Record &record : open.rows(table.name, 2)) {
                    const int column = editable(table, record);
                    if (column < 0)
                        continue;
                    const Value before = record.values[column];
                    QVERIFY(
                        open.session->changes().edit(record.key, column, before, text(u"relata was here"_s)));
                    auto saved = open.save();
                    QVERIFY2(saved, qPrintable(path + whyNot(saved)));
                    QVERIFY(
                        open.session->changes().edit(record.key, column, text(u"relata was here"_s), before));
                    saved = open.save();
                    QVERIFY2(saved, qPrintable(path + whyNot(saved)));
                    QVERIFY2(saved->refreshed.first() == record, qPrintable(path + table.name));
                }
            }
        }
    }

private:
    /// A text that nothing restricts.
    static int editable(const schema::Table &table, const Record &record)
    {
        for (int i = 0; i < table.columns.size(); ++i) {
            const QString &name = table.columns[i].name;
            if (record.values[i].type() == Value::Type::Text && table.checks.isEmpty() &&
                !table.isInForeignKey(name) && !table.isInPrimaryKey(name) && !table.isUnique({name}) &&
                table.indexes.isEmpty() && table.uniques.isEmpty())
                return i;
        }
        return -1;
    }
};

QTEST_GUILESS_MAIN(SavedRowsTest)
#include "tst_savedrows.moc"
