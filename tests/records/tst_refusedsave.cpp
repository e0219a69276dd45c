#include "tests/records/bookshop.h"
#include "tests/support/otherprogram.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::ErrorCode;
using base::Record;
using base::RecordKey;
using base::Value;

/// Saves that the database refuses: nothing is written, nothing typed is lost, the row is named.
class RefusedSaveTest : public QObject
{
    Q_OBJECT

private slots:
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
        QVERIFY2(whyNot(refused).startsWith(u"Rows of 'node' still refer to row a of 'node'."_s) &&
                     whyNot(refused).endsWith(
                         u"Delete those rows first, or lead them to another row of 'node'."_s),
                 qPrintable(whyNot(refused)));
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
        OtherProgram other(open.file.file(), "BEGIN IMMEDIATE; SELECT 'locked';");
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::DatabaseLocked);
        QVERIFY(open.session->pending().refusal.contains(u"another program has the database locked"_s));
        QCOMPARE(open.session->pending().changed.size(), 1);
        other.letGo();
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Uno"_s});
    }

    void aReaderThatHoldsUpTheCommitRefusesTheSaveAndNothingIsWritten()
    {
        OpenSession open(kShop);
        QVERIFY(open.edit(open.row(u"book"_s, 0), u"title"_s, text(u"Uno"_s)));
        OtherProgram other(open.file.file(), "BEGIN; SELECT count(*) FROM book;");
        const auto refused = open.save();
        QVERIFY(!refused);
        QCOMPARE(refused.error().error.code, ErrorCode::DatabaseLocked);
        other.letGo();
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"One"_s});
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT title FROM book WHERE id = 1"_s), QStringList{u"Uno"_s});
    }

    void aRefusedSaveKeepsMemoryAndEveryKindOfEdit()
    {
        OpenSession open(kShop);
        const QList<Record> authors = open.rows(u"author"_s);
        const QList<Record> books = open.rows(u"book"_s);
        const RecordKey author = open.add(u"author"_s, {{u"name"_s, text(u"Eve"_s)}});
        const RecordKey book = open.add(u"book"_s, {{u"title"_s, text(u"New"_s)}});
        const int authorId = open.column(u"book"_s, u"author_id"_s);
        QVERIFY(open.session->changes().setNewParent(book, authorId, author));
        QVERIFY(open.session->changes().setNewParent(books[0].key, authorId, author, books[0].values[2]));
        QVERIFY(open.edit(books[1], u"price"_s, number(-1))); // Which the CHECK refuses.
        QVERIFY(open.session->changes().remove({books[2].key}));
        const base::PendingEdits typed = open.session->pending();
        QVERIFY(!open.save());
        base::PendingEdits kept = open.session->pending();
        QVERIFY(kept.changed == typed.changed && kept.added == typed.added && kept.deleted == typed.deleted);
        open.log.clear();
        QCOMPARE(open.follow(books[1].key, u"author"_s, 1), QStringList{u"Ada"_s});
        QCOMPARE(open.statements(), 0);
        open.session->changes().revert({books[1].key});
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(whyNot(saved)));
        QCOMPARE(open.file.rows(u"SELECT title, author_id FROM book ORDER BY id"_s),
                 QStringList({u"One|3"_s, u"Two|1"_s, u"New|3"_s}));
    }

    void anEditOfARowThatWasReadAnewIsComparedWithWhatWasReadFirst()
    {
        OpenSession open(kShop);
        const Record book = open.row(u"book"_s, 0);
        QVERIFY(open.edit(book, u"title"_s, text(u"Mine"_s)));
        open.file.run(u"UPDATE book SET title = 'Theirs' WHERE id = 1"_s);
        open.session->expireAll();
        open.rows(u"book"_s);
        QVERIFY(!open.save());
        open.session->changes().revert({book.key});
        QCOMPARE(open.row(u"book"_s, 0).values[1], text(u"Theirs"_s));
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
};

QTEST_GUILESS_MAIN(RefusedSaveTest)
#include "tst_refusedsave.moc"
