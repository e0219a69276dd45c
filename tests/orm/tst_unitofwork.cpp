#include "tests/orm/opensession.h"
#include "tests/support/realdata.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using base::ErrorCode;
using base::Record;
using base::RecordKey;
using base::Value;
using tests::OpenSession;
using tests::ScratchDatabase;

namespace {

const QString kShop =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT NOT NULL, author_id INT REFERENCES author,"
    " price REAL CHECK(price >= 0), isbn TEXT UNIQUE);"
    "INSERT INTO author VALUES(1,'Ada'),(2,'Ben');"
    "INSERT INTO book VALUES(1,'One',1,5.0,'a'),(2,'Two',1,NULL,'b'),(3,'Three',2,1.5,'c')"_s;

Value text(const QString &words)
{
    return Value::text(words);
}

Value number(qint64 value)
{
    return Value::integer(value);
}

/// The first words of the statements that ran.
QStringList words(const OpenSession &open)
{
    QStringList all;
    for (const base::StatementRecord &record : open.log)
        all += record.sql.section(u' ', 0, 0);
    return all;
}

QString whyNot(const tl::expected<orm::SaveReport, orm::SaveFailure> &result)
{
    return result ? QString() : result.error().error.text();
}

} // namespace

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

    void aRowThatAnotherProgramDeletedIsNotChanged()
    {
        OpenSession open(kShop);
        const QList<Record> books = open.rows(u"book"_s);
        QVERIFY(open.edit(books[0], u"title"_s, text(u"Uno"_s)));
        QVERIFY(open.edit(books[1], u"title"_s, text(u"Due"_s)));
        open.file.run(u"DELETE FROM book WHERE id = 2"_s);
        const QByteArray before = open.file.checksum();
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::RowVanished);
        QCOMPARE(refused.error().row, books[1].key);
        QCOMPARE(open.session->pending().refusedRow, books[1].key);
        QVERIFY(open.session->pending().refusal.contains(u"row 2 of 'book'"_s));
        QCOMPARE(open.session->pending().changed.size(), 2);
        QCOMPARE(open.file.checksum(), before);
        open.session->changes().revert({books[1].key});
        QVERIFY(open.session->pending().refusal.isEmpty());
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Uno"_s});
    }

    void anEditNeverOverwritesSomebodyElses()
    {
        OpenSession open(kShop);
        const QList<Record> books = open.rows(u"book"_s);
        QVERIFY(open.edit(books[0], u"title"_s, text(u"Mine"_s)));
        open.file.run(u"UPDATE book SET title = 'Theirs' WHERE id = 1"_s);
        const auto refused = open.save();
        QVERIFY(!refused);
        QVERIFY(refused.error().error.sentence.contains(u"'Theirs'"_s));
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Theirs"_s});
        // A change of another cell of the row is nobody's loss.
        open.session->changes().discard();
        QVERIFY(open.edit(books[1], u"title"_s, text(u"Mine"_s)));
        open.file.run(u"UPDATE book SET price = 9 WHERE id = 2"_s);
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT title, price FROM book WHERE id = 2"_s), QStringList{u"Mine|9.0"_s});
        QCOMPARE(open.rows(u"book"_s)[1].values[3], Value::real(9));
    }

    void aRowThatAnotherProgramChangedOrDeletedIsNotDeleted()
    {
        OpenSession open(kShop);
        const QList<Record> books = open.rows(u"book"_s);
        QVERIFY(open.session->changes().remove({books[0].key}));
        open.file.run(u"UPDATE book SET price = 7 WHERE id = 1"_s);
        const auto changed = open.save();
        QVERIFY(!changed);
        QVERIFY2(changed.error().error.sentence.contains(u"'price' of row 1 of 'book'"_s),
                 qPrintable(whyNot(changed)));
        open.file.run(u"DELETE FROM book WHERE id = 1"_s);
        const auto gone = open.save();
        QVERIFY(!gone);
        QCOMPARE(gone.error().error.code, ErrorCode::RowVanished);
        QVERIFY(open.session->pending().deleted.contains(books[0].key));
    }

    void aRefusalRollsBackKeepsWhatWasTypedAndNamesTheRow_data()
    {
        QTest::addColumn<QString>("extra");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("wordsOfTheDatabase");
        QTest::newRow("NOT NULL") << QString() << u"title"_s << QString()
                                  << u"NOT NULL constraint failed: book.title"_s;
        QTest::newRow("CHECK") << QString() << u"price"_s << u"-1"_s << u"CHECK constraint failed"_s;
        QTest::newRow("UNIQUE") << QString() << u"isbn"_s << u"c"_s
                                << u"UNIQUE constraint failed: book.isbn"_s;
        QTest::newRow("foreign key") << QString() << u"author_id"_s << u"99"_s
                                     << u"FOREIGN KEY constraint failed"_s;
        const QString trigger =
            u"CREATE TRIGGER no BEFORE UPDATE ON book BEGIN SELECT RAISE(%1, 'Not on a Sunday, says the bookkeeper.'); END"_s;
        QTest::newRow("ABORT") << trigger.arg(u"ABORT"_s) << u"title"_s << u"x"_s
                               << u"Not on a Sunday, says the bookkeeper."_s;
        QTest::newRow("FAIL") << trigger.arg(u"FAIL"_s) << u"title"_s << u"x"_s
                              << u"Not on a Sunday, says the bookkeeper."_s;
        QTest::newRow("ROLLBACK") << trigger.arg(u"ROLLBACK"_s) << u"title"_s << u"x"_s
                                  << u"Not on a Sunday, says the bookkeeper."_s;
        QTest::newRow("IGNORE")
            << u"CREATE TRIGGER no BEFORE UPDATE ON book BEGIN SELECT RAISE(IGNORE); END"_s << u"title"_s
            << u"x"_s << u"changed no row"_s;
    }
    void aRefusalRollsBackKeepsWhatWasTypedAndNamesTheRow()
    {
        QFETCH(QString, extra);
        QFETCH(QString, column);
        QFETCH(QString, value);
        QFETCH(QString, wordsOfTheDatabase);
        OpenSession open(kShop + u';' + extra);
        const QByteArray before = open.file.checksum();
        const QList<Record> books = open.rows(u"book"_s);
        open.add(u"author"_s, {{u"name"_s, text(u"Eve"_s)}});
        QVERIFY(open.edit(books[1], column, value.isNull() ? Value() : text(value)));
        const base::PendingEdits typed = open.session->pending();
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().row, books[1].key);
        base::PendingEdits kept = open.session->pending();
        QVERIFY2(kept.refusal.contains(wordsOfTheDatabase), qPrintable(kept.refusal));
        QVERIFY2(kept.refusal.contains(u"row 2 of 'book'"_s), qPrintable(kept.refusal));
        QVERIFY(kept.changed == typed.changed && kept.added == typed.added);
        QCOMPARE(open.file.checksum(), before);
        QCOMPARE(open.file.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
        if (!extra.isEmpty())
            return;
        open.session->changes().revert({books[1].key}); // The others are saved.
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM author"_s), QStringList{u"3"_s});
    }

    void aRefusedInsertOrDeleteNamesItsRow()
    {
        OpenSession open(kShop);
        const RecordKey book = open.add(u"book"_s, {{u"isbn"_s, text(u"z"_s)}});
        auto refused = open.save();
        QCOMPARE(refused.error().row, book);
        QVERIFY(refused.error().error.text().contains(u"the new row of 'book'"_s));
        open.session->changes().discard();
        const RecordKey author = open.row(u"author"_s, 0).key;
        QVERIFY(open.session->changes().remove({author}));
        refused = open.save();
        QCOMPARE(refused.error().row, author);
        QVERIFY(refused.error().error.text().contains(u"FOREIGN KEY constraint failed"_s));
        QVERIFY(open.session->pending().deleted.contains(author));
    }

    void whatATriggerIgnoresIsNotTakenForSaved()
    {
        OpenSession open(
            kShop +
            u";CREATE TRIGGER i BEFORE INSERT ON book BEGIN INSERT INTO author(name) VALUES('log'); SELECT "
            u"RAISE(IGNORE); END;"
            "CREATE TRIGGER d BEFORE DELETE ON book BEGIN INSERT INTO author(name) VALUES('log'); SELECT RAISE(IGNORE); END"_s);
        const RecordKey added = open.add(u"book"_s, {{u"title"_s, text(u"x"_s)}});
        auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().row, added);
        open.session->changes().discard();
        QVERIFY(open.session->changes().remove({open.row(u"book"_s, 0).key}));
        refused = open.save();
        QVERIFY(!refused);
        QVERIFY(refused.error().error.sentence.contains(u"deleted no row"_s));
        QCOMPARE(open.file.rows(u"SELECT (SELECT count(*) FROM book), (SELECT count(*) FROM author)"_s),
                 QStringList{u"3|2"_s});
    }

    void aCheckThatWaitsForCommitStillNamesTheRow()
    {
        OpenSession open(u"CREATE TABLE node(id TEXT PRIMARY KEY NOT NULL, parent TEXT REFERENCES node);"
                         "INSERT INTO node VALUES('a',NULL),('b','a');"
                         "PRAGMA foreign_keys=OFF; INSERT INTO node VALUES('old','orphan')"_s);
        const RecordKey bad = open.add(u"node"_s, {{u"id"_s, text(u"c"_s)}, {u"parent"_s, text(u"zz"_s)}});
        open.add(u"node"_s, {{u"id"_s, text(u"d"_s)}, {u"parent"_s, text(u"a"_s)}});
        auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().row, bad);
        QVERIFY2(refused.error().error.sentence.contains(u"'parent'"_s), qPrintable(whyNot(refused)));
        open.session->changes().discard();
        const RecordKey parent = open.row(u"node"_s, 0).key;
        QVERIFY(open.session->changes().remove({parent}));
        refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().row, parent);
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM node"_s), QStringList{u"3"_s});
    }

    void orphansOfOldDoNotKeepOtherRowsFromBeingSaved()
    {
        OpenSession open(
            kShop +
            u";PRAGMA foreign_keys=OFF; INSERT INTO book(title, author_id) SELECT 'o', 1000 FROM book, book b, book c"_s);
        QVERIFY(open.edit(open.row(u"book"_s, 0), u"title"_s, text(u"Uno"_s)));
        QVERIFY(open.save());
        QVERIFY(open.edit(open.row(u"book"_s, 5), u"title"_s, text(u"Orphan, renamed"_s)));
        QVERIFY(open.save());
    }

    void aLockOfAnotherProgramIsToldInPlainWordsAndGoesAway()
    {
        OpenSession open(kShop);
        QVERIFY(open.edit(open.row(u"book"_s, 0), u"title"_s, text(u"Uno"_s)));
        QProcess other;
        other.start(u"sqlite3"_s, {open.file.file()});
        QVERIFY(other.waitForStarted());
        other.write("BEGIN IMMEDIATE; SELECT 'locked';\n");
        QTRY_VERIFY(other.bytesAvailable() > 0 || other.waitForReadyRead(50));
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::DatabaseLocked);
        QVERIFY(open.session->pending().refusal.contains(u"another program has the database locked"_s));
        QCOMPARE(open.session->pending().changed.size(), 1);
        other.write("ROLLBACK;\n.quit\n");
        QVERIFY(other.waitForFinished());
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Uno"_s});
    }

    void aReaderThatHoldsUpTheCommitRefusesTheSaveAndNothingIsWritten()
    {
        OpenSession open(kShop);
        QVERIFY(open.edit(open.row(u"book"_s, 0), u"title"_s, text(u"Uno"_s)));
        QProcess other;
        other.start(u"sqlite3"_s, {open.file.file()});
        QVERIFY(other.waitForStarted());
        other.write("BEGIN; SELECT count(*) FROM book;\n");
        QTRY_VERIFY(other.bytesAvailable() > 0 || other.waitForReadyRead(50));
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::DatabaseLocked);
        other.write("ROLLBACK;\n.quit\n");
        QVERIFY(other.waitForFinished());
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"One"_s});
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Uno"_s});
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
        QCOMPARE(words(open), QStringList({u"BEGIN"_s, u"INSERT"_s, u"UPDATE"_s, u"SELECT"_s, u"COMMIT"_s}));
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

    void whatCannotBeEditedIsRefusedAtOnce()
    {
        OpenSession open(
            kShop +
            u";CREATE VIEW v AS SELECT * FROM book; CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES('word')"_s);
        const auto refusal = [&open](const QString &table) {
            const auto key = open.session->changes().add(table, {});
            return key ? ErrorCode::FileExists : key.error().code;
        };
        QCOMPARE(refusal(u"v"_s), ErrorCode::ReadOnly);
        QCOMPARE(refusal(u"f_data"_s), ErrorCode::ReadOnly);
        QCOMPARE(refusal(u"nowhere"_s), ErrorCode::UnknownTable);
        const Record book = open.row(u"book"_s, 0);
        QCOMPARE(open.session->changes().edit(book.key, 99, {}, {}).error().code, ErrorCode::UnknownColumn);
        OpenSession readOnly(open.file, 100, base::ConnectionSettings::Mode::ReadOnly);
        QCOMPARE(readOnly.session->changes().edit(book.key, 1, text(u"One"_s), text(u"x"_s)).error().code,
                 ErrorCode::ReadOnly);
        QVERIFY(readOnly.session->pending().isEmpty());
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

QTEST_GUILESS_MAIN(UnitOfWorkTest)
#include "tst_unitofwork.moc"
