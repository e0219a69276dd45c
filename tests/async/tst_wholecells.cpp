#include "core/async/whendone.h"
#include "tests/support/openworkspace.h"
#include "tests/support/scratchdatabase.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using base::ErrorCode;
using base::Record;
using base::Value;

namespace {

const QString kDocs = u"CREATE TABLE doc(id INTEGER PRIMARY KEY, body TEXT);"
                      "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
                      "n) SELECT i AS v FROM n;"
                      "INSERT INTO doc VALUES(1, 'begin' || hex(zeroblob(1000000))),(2, 'short')"_s;

base::RecordPage pageOf(OpenWorkspace &open, const QString &table)
{
    base::PageRequest request;
    request.scope.table = table;
    auto future = open->pages().read(request, open->click(u"page"_s));
    future.waitForFinished();
    return future.result().value_or(base::RecordPage());
}

} // namespace

/// The whole values of cells that pages show cut.
class WholeCellsTest : public QObject
{
    Q_OBJECT

private slots:
    void aCellIsFetchedByItsAddress()
    {
        const ScratchDatabase file(kDocs);
        OpenWorkspace open(file.file());
        const Record doc = pageOf(open, u"doc"_s).records.value(0);
        QVERIFY(doc.values[1].isCut());
        std::optional<base::Result<base::Values>> answer;
        async::whenDone(open->pages().wholeCells({{doc.key, 1, doc.values}}, open->click(u"fetch"_s)), this,
                        [&answer](const base::Result<base::Values> &values) { answer = values; });
        QVERIFY(!answer); // It does not wait.
        QTRY_VERIFY(answer);
        QVERIFY(*answer && (*answer)->first().bytes().size() == 2'000'005);
        QVERIFY(doc.values[1].agreesWith((*answer)->first()));
    }

    void cancelDropsIt()
    {
        const ScratchDatabase file(kDocs);
        OpenWorkspace open(file.file());
        const Record doc = pageOf(open, u"doc"_s).records.value(0);
        base::PageRequest endless;
        endless.scope.table = u"endless"_s;
        endless.filter = u"none"_s;
        const auto before = open->pages().read(endless, open->click(u"endless"_s));
        const auto fetched = open->pages().wholeCells({{doc.key, 1, doc.values}}, open->click(u"fetch"_s));
        open->cancel();
        QTRY_VERIFY(fetched.isFinished() && before.isFinished());
        QVERIFY(!fetched.result());
        QCOMPARE(fetched.result().error().code, ErrorCode::Cancelled);
    }

    void aCellIsWrittenIntoAFile()
    {
        const ScratchDatabase file(kDocs);
        OpenWorkspace open(file.file());
        const Record doc = pageOf(open, u"doc"_s).records.value(0);
        const QString name = file.folder() + u"/value"_s;
        const auto written = open->pages().saveCell({doc.key, 1, doc.values}, name, open->click(u"save"_s));
        QTRY_VERIFY(written.isFinished());
        QCOMPARE(written.result().value_or(-1), 2'000'005);
        QCOMPARE(QFile(name).size(), 2'000'005);
    }

    void aFileStaysAsItIsWhereTheRowHasGone()
    {
        const ScratchDatabase file(kDocs);
        OpenWorkspace open(file.file());
        const Record doc = pageOf(open, u"doc"_s).records.value(0);
        const QString name = file.folder() + u"/value"_s;
        QFile there(name);
        QVERIFY(there.open(QIODevice::WriteOnly) && there.write("before") == 6);
        there.close();
        file.run(u"DELETE FROM doc WHERE id = 1"_s);
        const auto written = open->pages().saveCell({doc.key, 1, doc.values}, name, open->click(u"save"_s));
        QTRY_VERIFY(written.isFinished());
        QVERIFY(!written.result());
        QCOMPARE(written.result().error().code, ErrorCode::RowVanished);
        QVERIFY(there.open(QIODevice::ReadOnly));
        QCOMPARE(there.readAll(), "before"_ba);
    }

    void aDeletedRowGetsTheDigestOfWhatIsNotShown()
    {
        const ScratchDatabase file(kDocs);
        OpenWorkspace open(file.file());
        const QList<Record> docs = pageOf(open, u"doc"_s).records;
        open->records().keepAsRead(docs);
        open->records().remove({docs[0].key, docs[1].key});
        settle(*open);
        const base::PendingEdits &edits = open->records().pending();
        QCOMPARE(edits.deleted.size(), 2);
        QCOMPARE(edits.asRead.size(), 2);
        QCOMPARE(edits.digests.size(), 1);
        QCOMPARE(edits.digests.value(docs[0].key).value(1).size(), 32);
    }
};

QTEST_GUILESS_MAIN(WholeCellsTest)
#include "tst_wholecells.moc"
