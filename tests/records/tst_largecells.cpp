#include "core/records/rowscomparison.h"
#include "core/records/wholecells.h"
#include "tests/records/bookshop.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::CellPlace;
using base::Record;
using base::RecordKey;
using base::Value;

namespace {

/// Rows with a text of 300 kB each, and a child.
const QString kLarge =
    u"CREATE TABLE doc(id INTEGER PRIMARY KEY, title TEXT, body TEXT);"
    "CREATE TABLE note(id INTEGER PRIMARY KEY, doc_id INTEGER REFERENCES doc(id), body TEXT);"
    "CREATE TABLE loose(title TEXT, body TEXT);"
    "INSERT INTO doc VALUES(1,'one','begin' || hex(zeroblob(150000)) || 'end'),"
    "(2,'two','begin' || hex(zeroblob(150000)) || 'fin');"
    "INSERT INTO note SELECT id, 1, body FROM doc;"
    "INSERT INTO loose SELECT title, body FROM doc;"_s;
constexpr qint64 kSize = 300'008;

/// Changes a text after what pages show of it, and not its size.
const QString kAfter = u"UPDATE %1 SET body = substr(body, 1, 300005) || 'END' WHERE rowid = 1"_s;

QStringList bodies(const OpenSession &open, const QString &table)
{
    return open.file.rows(u"SELECT length(body) || substr(body, -3) FROM %1 ORDER BY rowid"_s.arg(table));
}

} // namespace

/// Cells that are too large to be read with their row.
class LargeCellsTest : public QObject
{
    Q_OBJECT

private slots:
    void aPageHasTheBeginningAndTheSize()
    {
        OpenSession open(kLarge);
        for (int times = 0; times < 2; ++times) { // From the database, and from memory.
            const Value body = open.rows(u"doc"_s)[0].values[2];
            QVERIFY(body.isCut());
            QCOMPARE(body.wholeSize(), kSize);
            QCOMPARE(body.beginning().size(), base::CellView::kBeginning);
            QVERIFY(body.beginning().startsWith("begin00"));
        }
    }

    void aRowInMemoryIsNotAskedAgainForIt()
    {
        OpenSession open(kLarge);
        const Record doc = open.row(u"doc"_s, 0);
        const QString notes = open.name(u"doc"_s, u"note"_s, schema::Direction::OneToMany);
        QCOMPARE(open.follow(doc.key, notes), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(open.statements(), 1);
        QCOMPARE(open.follow(doc.key, notes), (QStringList{u"1"_s, u"2"_s}));
        QCOMPARE(open.statements(), 0);
        const auto page = open.page(OpenSession::related(doc.key, notes));
        QVERIFY(page->records[0].values[2].isCut());
    }

    void aParentIsLoadedWithoutIt()
    {
        OpenSession open(kLarge);
        const Record note = open.row(u"note"_s, 0);
        const QString doc = open.name(u"note"_s, u"doc"_s, schema::Direction::ManyToOne);
        const auto page = open.page(OpenSession::related(note.key, doc));
        QVERIFY(page && page->records.size() == 1);
        QVERIFY(page->records[0].values[2].isCut());
        QCOMPARE(page->records[0].values[1], text(u"one"_s));
    }

    void aSaveLeavesItAsItIs_data()
    {
        QTest::addColumn<QString>("table");
        for (const QString &table : {u"doc"_s, u"loose"_s})
            QTest::addRow("%s", qPrintable(table)) << table;
    }
    void aSaveLeavesItAsItIs()
    {
        QFETCH(QString, table);
        OpenSession open(kLarge);
        const QStringList before = open.file.rows(u"SELECT hex(body) FROM %1"_s.arg(table));
        const Record row = seen(open, table, 0);
        QVERIFY(open.edit(row, u"title"_s, text(u"new"_s)));
        const auto told = open.session->forecast(open.cause);
        QVERIFY2(told && told->refusal.isEmpty(), qPrintable(told ? told->refusal : told.error().text()));
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().error.text()));
        QVERIFY(saved->refreshed.first().values.last().isCut());
        QCOMPARE(open.file.rows(u"SELECT title FROM %1 WHERE rowid = 1"_s.arg(table)), QStringList{u"new"_s});
        QCOMPARE(open.file.rows(u"SELECT hex(body) FROM %1"_s.arg(table)), before);
    }

    void nothingIsWrittenThatIsOnlyABeginning()
    {
#ifndef QT_NO_DEBUG
        QSKIP("An assertion ends it before.");
#endif
        OpenSession open(kLarge);
        const Record row = open.row(u"doc"_s, 0);
        const base::Done edited = open.edit(row, u"title"_s, row.values[2]);
        QVERIFY(!edited);
        QCOMPARE(edited.error().sentence, u"Only the beginning of this value is known."_s);
        const auto added = open.session->changes().add(u"doc"_s, {{2, row.values[2]}});
        QVERIFY(!added);
        QCOMPARE(added.error().sentence, u"Only the beginning of a value is known."_s);
        QVERIFY(open.session->pending().isEmpty());
        const auto bound = open.connection->run({u"UPDATE doc SET title = ?"_s, {row.values[2]}});
        QVERIFY(!bound);
        QCOMPARE(bound.error().sentence,
                 u"%1 failed: only the beginning of a value is known."_s.arg(db::doingOf(u"UPDATE"_s)));
        QVERIFY(!open.connection->select({u"SELECT 1 WHERE 'x' = ?"_s, {row.values[2]}}));
        QCOMPARE(open.file.rows(u"SELECT title FROM doc"_s), (QStringList{u"one"_s, u"two"_s}));
    }

    void anEditOverItComparesSizeAndBeginning()
    {
        OpenSession open(kLarge);
        const Record row = open.row(u"doc"_s, 0);
        QVERIFY(open.edit(row, u"body"_s, Value()));
        QVERIFY(open.session->pending().changed[row.key][2].before.isCut());
        open.file.run(u"UPDATE doc SET body = 'other' || substr(body, 6) WHERE id = 1"_s);
        const auto refused = open.save();
        QVERIFY(!refused);
        QVERIFY2(refused.error().error.sentence.startsWith(u"'body' of row 1 of 'doc' was changed"_s),
                 qPrintable(refused.error().error.sentence));
        open.session->changes().revert({row.key});
        open.session->expireAll();
        QVERIFY(open.edit(open.row(u"doc"_s, 0), u"body"_s, Value()));
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT body FROM doc WHERE id = 1"_s), QStringList{u"NULL"_s});
    }

    void anEditOfTheWholeTextIsComparedWhole()
    {
        OpenSession open(kLarge);
        const Record row = open.row(u"doc"_s, 0);
        const auto whole = wholeOf(open, row, 2);
        QVERIFY(whole.agreesWith(row.values[2]));
        QVERIFY(open.session->changes().edit(row.key, 2, whole, text(u"short"_s)));
        open.file.run(kAfter.arg(u"doc"_s));
        const auto refused = open.save();
        QVERIFY(!refused);
        QVERIFY(refused.error().error.sentence.startsWith(u"'body' of row 1 of 'doc' was changed"_s));
        open.file.run(u"UPDATE doc SET body = substr(body, 1, 300005) || 'end' WHERE id = 1"_s);
        QVERIFY(open.save());
        QCOMPARE(open.file.rows(u"SELECT body FROM doc WHERE id = 1"_s), QStringList{u"short"_s});
    }

    void revertingAnEditGivesTheBeginningAgain()
    {
        OpenSession open(kLarge);
        const Record row = open.row(u"doc"_s, 0);
        QVERIFY(open.edit(row, u"body"_s, text(u"short"_s)));
        open.session->changes().revert({row.key});
        QCOMPARE(open.row(u"doc"_s, 0), row);
        QVERIFY(open.session->pending().isEmpty());
    }

    void aDeletionNoticesAChangeAfterTheBeginning_data()
    {
        aSaveLeavesItAsItIs_data();
    }
    void aDeletionNoticesAChangeAfterTheBeginning()
    {
        QFETCH(QString, table);
        OpenSession open(kLarge);
        const Record row = seen(open, table, 0);
        QVERIFY(open.session->changes().remove({row.key}));
        QVERIFY(open.session->readDoomed({row.key}, open.cause));
        QCOMPARE(open.session->pending().digests.value(row.key).size(), 1);
        open.file.run(kAfter.arg(table));
        const auto refused = open.save();
        QVERIFY(!refused);
        QVERIFY2(refused.error().error.sentence.startsWith(
                     u"'body' of row 1 of '%1' was changed by another program"_s.arg(table)),
                 qPrintable(refused.error().error.sentence));
        QCOMPARE(bodies(open, table).size(), 2);
        open.session->changes().revert({row.key});
        QVERIFY(open.session->pending().digests.isEmpty());
        QVERIFY(open.session->changes().remove({row.key}));
        QVERIFY(open.session->readDoomed({row.key}, open.cause));
        if (table == u"doc"_s)
            open.file.run(u"DELETE FROM note"_s);
        const auto saved = open.save();
        QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().error.text()));
        QCOMPARE(bodies(open, table), QStringList{u"300008fin"_s});
    }

    void aDeletionThatWasNotReadWholeComparesSizeAndBeginning_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("body");
        for (const QString &table : {u"doc"_s, u"loose"_s}) {
            QTest::addRow("%s, beginning", qPrintable(table)) << table << u"'other' || substr(body, 6)"_s;
            QTest::addRow("%s, size", qPrintable(table)) << table << u"body || '!'"_s;
        }
    }
    void aDeletionThatWasNotReadWholeComparesSizeAndBeginning()
    {
        QFETCH(QString, table);
        QFETCH(QString, body);
        OpenSession open(kLarge + u"DELETE FROM note;"_s);
        const Record row = seen(open, table, 0);
        QVERIFY(open.session->changes().remove({row.key}));
        open.file.run(u"UPDATE %1 SET body = %2 WHERE rowid = 1"_s.arg(table, body));
        const auto refused = open.save();
        QVERIFY(!refused);
        QVERIFY2(refused.error().error.sentence.startsWith(
                     u"'body' of row 1 of '%1' was changed by another program"_s.arg(table)),
                 qPrintable(refused.error().error.sentence));
        QCOMPARE(bodies(open, table).size(), 2);
    }

    void aJournalKeepsWhatIsKnown()
    {
        OpenSession open(kLarge);
        const Record edited = open.row(u"doc"_s, 0);
        const Record doomed = seen(open, u"loose"_s, 1);
        QVERIFY(open.edit(edited, u"body"_s, text(u"short"_s)));
        QVERIFY(open.session->changes().remove({doomed.key}));
        QVERIFY(open.session->readDoomed({doomed.key}, open.cause));
        const base::PendingEdits edits = open.session->pending();
        QList<records::WaitingRow> rows;
        for (const records::WaitingRow &row : records::waitingRows(edits, open.session->schema())) {
            const auto read = records::WaitingRow::fromLine(row.toLine());
            QVERIFY(read);
            QCOMPARE(*read, row);
            rows += *read;
        }
        QCOMPARE(*records::editsOf(rows, open.session->schema()), edits);
        using Fate = records::ComparedRow::Fate;
        const records::RowsComparison comparison(*open.connection, open.session->schema(), open.cause);
        const auto same = comparison.compare(rows);
        QVERIFY(same);
        for (const records::ComparedRow &row : *same)
            QCOMPARE(row.fate, Fate::Same);
        open.file.run(u"UPDATE loose SET body = substr(body, 1, 300005) || 'FIN' WHERE rowid = 2;"
                      "UPDATE doc SET body = body || '!' WHERE id = 1"_s);
        const auto changed = comparison.compare(rows);
        QVERIFY(changed);
        for (const records::ComparedRow &row : *changed) {
            QCOMPARE(row.fate, Fate::Changed);
            QVERIFY2(row.words.size() < 1'500, qPrintable(row.words));
        }
    }

    void aDigestThatComesLaterIsWrittenToTheJournal()
    {
        OpenSession open(kLarge);
        const Record doomed = seen(open, u"loose"_s, 1);
        QVERIFY(open.session->changes().remove({doomed.key}));
        const base::PendingEdits before = open.session->pending();
        QVERIFY(open.session->readDoomed({doomed.key}, open.cause));
        QCOMPARE(records::rowsThatDiffer(before, open.session->pending(), open.session->schema()).size(), 1);
    }

    void aLineThatWouldWriteABeginningIsNoRow()
    {
        records::WaitingRow row;
        row.key = {u"doc"_s, {Value::integer(1)}, 0};
        row.cells = {{u"body"_s, text(u"a"_s), Value::cut(Value::Type::Text, "beg", 10), 0}};
        QVERIFY(!records::WaitingRow::fromLine(row.toLine()));
    }

    void theWholeValueIsReadByTheRowsAddress()
    {
        OpenSession open(kLarge);
        const QByteArray one = wholeOf(open, open.row(u"doc"_s, 0), 2).bytes();
        QCOMPARE(one.size(), kSize);
        QVERIFY(one.startsWith("begin0") && one.endsWith("0end"));
        QVERIFY(wholeOf(open, open.row(u"loose"_s, 1), 1).bytes().endsWith("0fin"));
        const CellPlace gone{{u"doc"_s, {Value::integer(9)}, 0}, 2, {}};
        const records::RecordShapes shapes(open.session->schema());
        const records::WholeCells cells(*open.connection, shapes, open.cause);
        const auto read = cells.read({gone});
        QVERIFY(!read);
        QCOMPARE(read.error().sentence, u"There is no row 9 of 'doc' any more."_s);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QCOMPARE(*cells.write({open.row(u"doc"_s, 0).key, 2, {}}, buffer), kSize);
        QCOMPARE(buffer.data(), one);
    }

    void aValueThatHasChangedSinceIsNotWritten()
    {
        OpenSession open(kLarge);
        const Record row = open.row(u"doc"_s, 0);
        open.file.run(u"UPDATE doc SET body = body || '!' WHERE id = 1"_s);
        const records::RecordShapes shapes(open.session->schema());
        const records::WholeCells cells(*open.connection, shapes, open.cause);
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        const auto written = cells.write({row.key, 2, row.values}, buffer);
        QVERIFY(!written);
        QCOMPARE(written.error().code, base::ErrorCode::StaleData);
        QVERIFY(buffer.data().isEmpty());
    }

    void severalAreReadByOneStatement()
    {
        OpenSession open(kLarge);
        const QList<Record> docs = open.rows(u"doc"_s);
        const records::RecordShapes shapes(open.session->schema());
        const records::WholeCells cells(*open.connection, shapes, open.cause);
        const auto read = cells.read({{docs[1].key, 2, docs[1].values}, {docs[0].key, 2, docs[0].values}});
        QVERIFY(read && read->size() == 2);
        QVERIFY(read->at(0).bytes().endsWith("fin"));
        QVERIFY(read->at(1).bytes().endsWith("end"));
        QCOMPARE(open.statements(), 1);
    }

    void aRowOfAViewIsFoundByWhatWasSeenOfIt()
    {
        OpenSession open(kLarge + u"CREATE VIEW v AS SELECT title, body FROM doc;"
                                  "CREATE VIEW twice AS SELECT body FROM doc"_s);
        QVERIFY(wholeOf(open, open.row(u"v"_s, 1), 1).bytes().endsWith("fin"));
        const records::RecordShapes shapes(open.session->schema());
        const records::WholeCells cells(*open.connection, shapes, open.cause);
        const Record alike = open.row(u"twice"_s, 0);
        const auto read = cells.read({{alike.key, 0, alike.values}});
        QVERIFY(!read);
        QCOMPARE(read.error().code, base::ErrorCode::RowAmbiguous);
    }

    void pagesGoOnAfterALargeValueThatTheyAreSortedBy()
    {
        OpenSession open(kLarge);
        base::PageRequest request;
        request.scope.table = u"doc"_s;
        request.sortColumn = u"body"_s;
        request.sortOrder = Qt::DescendingOrder;
        request.limit = 1;
        const auto first = open.page(request);
        QVERIFY(first && first->hasMore);
        QCOMPARE(first->records[0].values[1], text(u"two"_s)); // 'fin' comes after 'end'.
        request.after = first->records[0];
        const auto second = open.page(request);
        QVERIFY2(second, qPrintable(second ? QString() : second.error().text()));
        QCOMPARE(second->records.size(), 1);
        QCOMPARE(second->records[0].values[1], text(u"one"_s));
        QVERIFY(!second->hasMore);
    }

    void noPageGoesOnAfterAValueThatHasChangedSince()
    {
        OpenSession open(kLarge);
        base::PageRequest request;
        request.scope.table = u"doc"_s;
        request.sortColumn = u"body"_s;
        request.limit = 1;
        const auto first = open.page(request);
        QVERIFY(first && first->records.size() == 1);
        request.after = first->records[0];
        open.file.run(u"UPDATE doc SET body = body || '!' WHERE id = 1"_s);
        const auto second = open.page(request);
        QVERIFY(!second);
        QCOMPARE(second.error().code, base::ErrorCode::StaleData);
    }

    void theFilterFindsWhatIsAfterTheBeginning()
    {
        OpenSession open(kLarge);
        base::PageRequest request;
        request.scope.table = u"doc"_s;
        request.filter = u"0FIN"_s;
        const auto found = open.page(request);
        QVERIFY(found && found->records.size() == 1);
        QCOMPARE(found->records[0].values[1], text(u"two"_s));
    }

private:
    static Record seen(OpenSession &open, const QString &table, int row)
    {
        const Record record = open.row(table, row);
        open.session->changes().keepAsRead({record});
        return record;
    }
    static Value wholeOf(OpenSession &open, const Record &record, int column)
    {
        const records::RecordShapes shapes(open.session->schema());
        const auto read = records::WholeCells(*open.connection, shapes, open.cause)
                              .read({{record.key, column, record.values}});
        if (!read)
            qFatal("%s", qPrintable(read.error().text()));
        return read->first();
    }
};

QTEST_GUILESS_MAIN(LargeCellsTest)
#include "tst_largecells.moc"
