#include "core/records/rowscomparison.h"
#include "tests/records/bookshop.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::Record;
using base::Value;

namespace {

const QString kPlain = u"CREATE TABLE note(a TEXT, b TEXT);"
                       "INSERT INTO note VALUES('one','1'),('two','2'),('three','3'),('four','2');"_s;

/// Gives row 2 its number to another row, with the same text in the edited column.
const QString kReused =
    u"DELETE FROM note WHERE rowid = 2; INSERT INTO note(rowid, a, b) VALUES(2, 'other', '2')"_s;

} // namespace

/// An edit reaches the row that the person saw, or none: a rowid can become another row's.
class MovedRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void anEditOfARowWhoseNumberIsReusedIsRefused()
    {
        OpenSession open(kPlain);
        const Record row = seen(open, 1);
        QVERIFY(open.edit(row, u"b"_s, text(u"new"_s)));
        open.file.run(kReused);
        const QStringList before = open.file.rows(u"SELECT rowid, * FROM note"_s);
        const auto saved = open.save();
        QVERIFY(!saved);
        QVERIFY2(saved.error().error.sentence.startsWith(u"'a' of row 2 of 'note' was changed"_s),
                 qPrintable(saved.error().error.sentence));
        QCOMPARE(open.file.rows(u"SELECT rowid, * FROM note"_s), before);
        QCOMPARE(open.session->pending().changed.size(), 1); // Nothing typed is lost.
    }

    void anEditAfterAVacuumIsRefusedWhereRowsMoved()
    {
        OpenSession open(kPlain + u"DELETE FROM note WHERE rowid = 1;"_s);
        const Record row = seen(open, 0); // rowid 2
        QVERIFY(open.edit(row, u"a"_s, text(u"new"_s)));
        open.file.run(u"VACUUM"_s);
        QVERIFY(!open.save());
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM note WHERE a = 'new'"_s), QStringList{u"0"_s});
    }

    void aDeletionOfARowThatOnlyTheGridSawIsComparedWhole()
    {
        OpenSession open(kPlain);
        const Record row = seen(open, 1);
        QVERIFY(open.session->changes().remove({row.key}));
        open.file.run(kReused);
        QVERIFY(!open.save());
        QCOMPARE(open.file.rows(u"SELECT count(*) FROM note"_s), QStringList{u"4"_s});
    }

    void aForecastSaysThatTheRowIsAnother()
    {
        OpenSession open(kPlain);
        QVERIFY(open.edit(seen(open, 1), u"b"_s, text(u"new"_s)));
        open.file.run(kReused);
        const auto told = open.session->forecast(open.cause);
        QVERIFY(told);
        QVERIFY(told->refusal.contains(u"was changed by another program"_s));
    }

    void anEditOfTheSameRowIsSavedAndTakesBothEdits()
    {
        OpenSession open(kPlain);
        const Record row = seen(open, 1);
        QVERIFY(open.edit(row, u"b"_s, text(u"new"_s)));
        QVERIFY(open.edit(row, u"a"_s, text(u"newer"_s)));
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT * FROM note WHERE rowid = 2"_s), QStringList{u"newer|new"_s});
        QVERIFY(open.session->pending().asRead.isEmpty());
    }

    void anEditThatIsTakenBackRemembersNothing()
    {
        OpenSession open(kPlain);
        const Record row = seen(open, 1);
        QVERIFY(open.edit(row, u"b"_s, text(u"new"_s)));
        QCOMPARE(open.session->pending().asRead.size(), 1);
        QVERIFY(open.edit(row, u"b"_s, text(u"2"_s)));
        QVERIFY(open.session->pending().asRead.isEmpty());
        QVERIFY(open.edit(row, u"b"_s, text(u"new"_s)));
        open.session->changes().revert({row.key});
        QVERIFY(open.session->pending().asRead.isEmpty());
    }

    void whatWasSeenIsWrittenDownWithTheEdit()
    {
        OpenSession open(kPlain);
        QVERIFY(open.edit(seen(open, 1), u"b"_s, text(u"new"_s)));
        const base::PendingEdits &edits = open.session->pending();
        const QList<records::WaitingRow> rows = records::waitingRows(edits, open.session->schema());
        QCOMPARE(rows.size(), 1);
        const auto read = records::WaitingRow::fromLine(rows.first().toLine());
        QVERIFY(read);
        const auto again = records::editsOf({*read}, open.session->schema());
        QVERIFY(again);
        QCOMPARE(again->asRead, edits.asRead);
        const records::RowsComparison comparison(*open.connection, open.session->schema(), open.cause);
        QCOMPARE(comparison.compare(rows)->first().fate, records::ComparedRow::Fate::Same);
        open.file.run(kReused);
        QCOMPARE(comparison.compare(rows)->first().fate, records::ComparedRow::Fate::Changed);
    }

    void aRowWithAKeyIsComparedByItsEditedCellsOnly()
    {
        OpenSession open(u"CREATE TABLE note(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
                         "INSERT INTO note VALUES(1,'one','1')"_s);
        QVERIFY(open.edit(open.row(u"note"_s, 0), u"b"_s, text(u"new"_s)));
        open.file.run(u"UPDATE note SET a = 'elsewhere'"_s);
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT * FROM note"_s), QStringList{u"1|elsewhere|new"_s});
    }

private:
    /// A row as the grid has read it, by a connection of its own: it is not in memory.
    static Record seen(OpenSession &open, int index)
    {
        const Record row = open.row(u"note"_s, index);
        open.session->expireAll();
        open.session->changes().keepAsRead({row});
        return row;
    }
};

QTEST_GUILESS_MAIN(MovedRowsTest)
#include "tst_movedrows.moc"
