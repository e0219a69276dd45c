#include "tests/records/bookshop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::ErrorCode;
using base::Record;
using base::RecordKey;

/// What waits, and in which order it is written.
class UnitOfWorkTest : public QObject
{
    Q_OBJECT

private slots:
    void aNewChildTakesTheKeyOfItsNewParent()
    {
        OpenSession open(kShop);
        const RecordKey book = open.add(u"book"_s, {{u"title"_s, text(u"New"_s)}});
        const RecordKey author = open.add(u"author"_s, {{u"name"_s, text(u"Eve"_s)}});
        QVERIFY(open.session->changes().setNewParent(book, open.column(u"book"_s, u"author_id"_s), author));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(saved->inserted, 2);
        QCOMPARE(saved->newKeys.value(author).values, base::Values{number(3)});
        QCOMPARE(open.file.rows(u"SELECT title, author_id, price FROM book WHERE id = 4"_s),
                 QStringList{u"New|3|NULL"_s});
        QVERIFY(open.session->pending().isEmpty());
    }

    void newRowsOfATableThatRefersToItselfAreInsertedParentsFirst()
    {
        OpenSession open(
            u"CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT, parent_id INT REFERENCES node)"_s);
        const int parent = open.column(u"node"_s, u"parent_id"_s);
        const RecordKey leaf = open.add(u"node"_s, {{u"name"_s, text(u"leaf"_s)}});
        const RecordKey middle = open.add(u"node"_s, {{u"name"_s, text(u"middle"_s)}});
        const RecordKey root = open.add(u"node"_s, {{u"name"_s, text(u"root"_s)}});
        QVERIFY(open.session->changes().setNewParent(leaf, parent, middle));
        QVERIFY(open.session->changes().setNewParent(middle, parent, root));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(
            open.file.rows(
                u"SELECT a.name, b.name FROM node a LEFT JOIN node b ON b.id = a.parent_id ORDER BY a.name"_s),
            QStringList({u"leaf|middle"_s, u"middle|root"_s, u"root|NULL"_s}));
    }

    void newRowsThatReferToEachOtherAreSaved()
    {
        OpenSession open(
            u"CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT, other_id INT NOT NULL REFERENCES node);"
            "INSERT INTO node VALUES(7,'old',7)"_s);
        const int other = open.column(u"node"_s, u"other_id"_s);
        const RecordKey a = open.add(u"node"_s, {{u"name"_s, text(u"a"_s)}});
        const RecordKey b = open.add(u"node"_s, {{u"name"_s, text(u"b"_s)}});
        const RecordKey self = open.add(u"node"_s, {{u"name"_s, text(u"self"_s)}});
        QVERIFY(open.session->changes().setNewParent(a, other, b));
        QVERIFY(open.session->changes().setNewParent(b, other, a));
        QVERIFY(open.session->changes().setNewParent(self, other, self));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(
            open.file.rows(
                u"SELECT a.name, b.name FROM node a JOIN node b ON b.id = a.other_id WHERE a.id <> 7 ORDER BY a.name"_s),
            QStringList({u"a|b"_s, u"b|a"_s, u"self|self"_s}));
    }

    void tablesThatReferToEachOtherAndAllowNoNullAreSaved()
    {
        OpenSession open(
            u"CREATE TABLE store(id INTEGER PRIMARY KEY, manager_id INT NOT NULL REFERENCES staff);"
            "CREATE TABLE staff(id INTEGER PRIMARY KEY, name TEXT, store_id INT NOT NULL REFERENCES store)"_s);
        const RecordKey store = open.add(u"store"_s, {});
        const RecordKey staff = open.add(u"staff"_s, {{u"name"_s, text(u"Mike"_s)}});
        const RecordKey second = open.add(u"staff"_s, {{u"name"_s, text(u"Jon"_s)}});
        QVERIFY(open.session->changes().setNewParent(store, 1, staff));
        QVERIFY(open.session->changes().setNewParent(staff, 2, store));
        QVERIFY(open.session->changes().setNewParent(second, 2, store));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(
            open.file.rows(
                u"SELECT s.name, m.name FROM staff s JOIN store t ON t.id = s.store_id JOIN staff m ON m.id = t.manager_id ORDER BY 1"_s),
            QStringList({u"Jon|Mike"_s, u"Mike|Mike"_s}));
    }

    void aParentWhoseKeyCannotBeKnownIsRefusedInsteadOfLost()
    {
        OpenSession open(
            u"CREATE TABLE a(id TEXT PRIMARY KEY NOT NULL DEFAULT (hex(randomblob(4))), b_id REFERENCES b);"
            "CREATE TABLE b(id TEXT PRIMARY KEY NOT NULL DEFAULT (hex(randomblob(4))), a_id REFERENCES a)"_s);
        const RecordKey a = open.add(u"a"_s, {});
        const RecordKey b = open.add(u"b"_s, {});
        QVERIFY(open.session->changes().setNewParent(a, 1, b));
        QVERIFY(open.session->changes().setNewParent(b, 1, a));
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::InvalidChange);
        QCOMPARE(open.session->pending().added.size(), 2);
        QVERIFY(open.session->changes().edit(b, 0, {}, text(u"b1"_s)));
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM a JOIN b ON a.b_id = b.id AND b.a_id = a.id"_s),
                 QStringList{u"1"_s});
    }

    void revertingANewParentLeavesItsChildWithoutOne()
    {
        OpenSession open(kShop);
        const RecordKey author = open.add(u"author"_s, {});
        const RecordKey book = open.add(u"book"_s, {{u"title"_s, text(u"x"_s)}});
        QVERIFY(open.session->changes().setNewParent(book, 2, author));
        open.session->changes().revert({author});
        QVERIFY(open.session->pending().addedRow(book)->parents.isEmpty());
        QVERIFY(!open.session->changes().setNewParent(book, 2, author));
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT author_id FROM book WHERE id = 4"_s), QStringList{u"NULL"_s});
    }

    void insertsComeBeforeUpdatesAndDeletesComeLastChildrenFirst()
    {
        OpenSession open(kShop);
        const QList<Record> authors = open.rows(u"author"_s);
        const QList<Record> books = open.rows(u"book"_s);
        QVERIFY(open.session->changes().remove({authors[1].key, books[2].key}));
        QVERIFY(open.edit(books[0], u"title"_s, text(u"Uno"_s)));
        open.add(u"author"_s, {{u"name"_s, text(u"Eve"_s)}});
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QStringList writes;
        for (const auto &record : open.log) {
            if (!record.sql.startsWith(u"SELECT"_s))
                writes += record.sql.section(u' ', 0, 2);
        }
        QCOMPARE(writes,
                 QStringList({u"BEGIN IMMEDIATE"_s, u"INSERT INTO \"author\""_s, u"UPDATE \"book\" SET"_s,
                              u"DELETE FROM \"book\""_s, u"DELETE FROM \"author\""_s, u"COMMIT"_s}));
        QCOMPARE(open.file.rows(u"SELECT name FROM author"_s), QStringList({u"Ada"_s, u"Eve"_s}));
        QCOMPARE(saved->gone.size(), 2);
    }

    void anEditThatIsTakenBackWaitsForNothing()
    {
        OpenSession open(kShop);
        const Record book = open.row(u"book"_s, 0);
        QVERIFY(open.edit(book, u"title"_s, text(u"Uno"_s)));
        QVERIFY(open.edit(book, u"title"_s, text(u"Due"_s)));
        QCOMPARE(open.session->pending().changed.value(book.key).value(1).before, text(u"One"_s));
        QVERIFY(open.edit(book, u"title"_s, text(u"One"_s)));
        QVERIFY(open.session->pending().isEmpty());
        QVERIFY(open.save());
        QCOMPARE(open.statements(), 0);
    }

    void discardForgetsEverythingAndWritesNothing()
    {
        OpenSession open(kShop);
        const QByteArray before = open.file.checksum();
        const QList<Record> books = open.rows(u"book"_s);
        QVERIFY(open.edit(books[0], u"title"_s, text(u"Uno"_s)));
        QVERIFY(open.session->changes().remove({books[1].key}));
        open.add(u"book"_s, {});
        QCOMPARE(open.session->pending().count(), 3);
        open.session->changes().discard();
        QVERIFY(open.session->pending().isEmpty());
        QCOMPARE(open.statements(), 0);
        QCOMPARE(open.file.checksum(), before);
    }

    void rowsThatACascadeTakesMayBeMarkedAsDeletedToo()
    {
        OpenSession open(
            u"CREATE TABLE node(id INTEGER PRIMARY KEY, parent_id INT REFERENCES node ON DELETE CASCADE);"
            "CREATE TABLE a(id INTEGER PRIMARY KEY); CREATE TABLE m(id INTEGER PRIMARY KEY, a_id REFERENCES "
            "a ON DELETE CASCADE);"
            "CREATE TABLE z(id INTEGER PRIMARY KEY, m_id REFERENCES m ON DELETE CASCADE);"
            "INSERT INTO node VALUES(1,NULL),(2,1),(3,2),(4,3),(5,NULL);"
            "INSERT INTO a VALUES(1); INSERT INTO m VALUES(1,1); INSERT INTO z VALUES(1,1),(2,1)"_s);
        const QList<Record> nodes = open.rows(u"node"_s);
        QVERIFY(open.session->changes().remove({nodes[0].key, nodes[1].key, nodes[2].key, nodes[3].key}));
        QVERIFY(open.session->changes().remove({open.row(u"a"_s, 0).key, open.row(u"z"_s, 0).key}));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(saved->deleted, 6);
        QCOMPARE(open.file.rows(u"SELECT id FROM node"_s), QStringList{u"5"_s});
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM z"_s), QStringList{u"0"_s});
    }

    void rowsOfATableThatRefersToItselfAreDeletedChildrenFirst()
    {
        OpenSession open(
            u"CREATE TABLE node(id INTEGER PRIMARY KEY, parent_id INT REFERENCES node ON DELETE RESTRICT);"
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20) INSERT INTO node SELECT i, nullif(i-1,0) FROM n"_s);
        QList<RecordKey> keys;
        for (const Record &record : open.rows(u"node"_s))
            keys += record.key;
        QVERIFY(open.session->changes().remove(keys));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM node"_s), QStringList{u"0"_s});
    }

    void rowsThatReferToEachOtherAreDeletedTogether()
    {
        OpenSession open(
            u"CREATE TABLE node(id INTEGER PRIMARY KEY, other_id INT REFERENCES node);"
            "PRAGMA foreign_keys=OFF; INSERT INTO node VALUES(1,2),(2,3),(3,1),(4,4),(5,NULL)"_s);
        QList<RecordKey> keys;
        for (const Record &record : open.rows(u"node"_s))
            keys += record.key;
        keys.removeLast();
        QVERIFY(open.session->changes().remove(keys));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(open.file.rows(u"SELECT id FROM node"_s), QStringList{u"5"_s});
    }

    void aRowTakesTheKeyOfOneThatIsDeletedOnlyInAnotherSave()
    {
        OpenSession open(kShop);
        QVERIFY(open.session->changes().remove({open.row(u"book"_s, 2).key}));
        open.add(u"book"_s, {{u"id"_s, number(3)}, {u"title"_s, text(u"New"_s)}});
        QVERIFY(!open.save()); // Or its other columns would be the deleted one's.
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 3"_s), QStringList{u"Three"_s});
        QCOMPARE(open.session->pending().count(), 2);
    }

    void foreignKeysAreEnforcedAndSoAreDeferredOnes()
    {
        OpenSession open(
            u"CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p_id INT REFERENCES p DEFERRABLE INITIALLY DEFERRED)"_s);
        const RecordKey child = open.add(u"c"_s, {{u"p_id"_s, number(3)}});
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().row, child);
        open.add(u"p"_s, {{u"id"_s, number(3)}});
        QVERIFY(open.save());
    }
};

QTEST_GUILESS_MAIN(UnitOfWorkTest)
#include "tst_unitofwork.moc"
