#include "tests/async/openshop.h"
#include "tests/support/realdata.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using async::Workspace;
using base::ErrorCode;
using base::PageRequest;
using base::Record;
using base::RecordKey;
using base::StatementRecord;
using base::Value;
using Mode = base::ConnectionSettings::Mode;

/// The door to the records: browsing, pending edits, saving.
class RecordsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QTRY_COMPARE(QSqlDatabase::connectionNames(), QStringList()); }

    void expandingAsksOnceAndCountsAreAskedOnlyWhereTheyAreWanted()
    {
        const ScratchDatabase file(kShop);
        QList<StatementRecord> log;
        const auto workspace = opened(file, &log);
        async::Records &records = workspace->records();
        const auto authors = answer(records.page(rowsOf(u"author"_s), workspace->click(u"authors"_s)));
        QTest::qWait(0);
        log.clear();
        const mapping::Side &books = *workspace->schema().relationship(u"author"_s, u"books"_s);
        const RecordKey ada = authors->records[0].key;
        const auto unasked =
            answer(records.summaries({ada}, u"books"_s, base::DisplaySql::Off, workspace->display({})));
        QCOMPARE(unasked->first().count, -1);
        QTest::qWait(0);
        QCOMPARE(log.size(), 0);
        QCOMPARE(answer(records.page(relatedTo(ada, books, 200), workspace->click({})))->records.size(), 2);
        QVERIFY(answer(records.page(relatedTo(ada, books, 200), workspace->click({})))->fromMemory);
        QTRY_COMPARE(log.size(), 1);
    }

    void editsWaitForSaveAndItsSignalsFindThingsAsTheyAre()
    {
        const ScratchDatabase file(kShop);
        const auto workspace = opened(file);
        async::Records &records = workspace->records();
        const auto authors = answer(records.page(rowsOf(u"author"_s), {}));
        const RecordKey ada = authors->records[0].key;
        QSignalSpy changed(&records, &async::Records::pendingChanged);
        records.edit(ada, 1, Value::text(u"Ada"_s), Value());
        const auto added = answer(records.add(u"book"_s, {{1, Value::text(u""_s)}}));
        QVERIFY(records.pending().addedRow(*added)); // Known when the key is.
        QCOMPARE(changed.size(), 2);
        QCOMPARE(records.pending().count(), 2);
        QCOMPARE(file.rows(u"SELECT name FROM author"_s), QStringList({u"Ada"_s, u"Ben"_s}));
        bool savedCame = false;
        connect(&records, &async::Records::saved, this, [&](const base::SaveReport &summary) {
            savedCame = true;
            QVERIFY(records.pending().isEmpty());
            QCOMPARE(summary.newKeys.value(*added).values, base::Values{Value::integer(3)});
            QCOMPARE(summary.refreshed.size(), 2);
        });
        connect(&records, &async::Records::pendingChanged, this, [&] { QVERIFY(savedCame); });
        QVERIFY(answer(records.save(workspace->click(u"Save"_s))));
        QVERIFY(savedCame);
        QCOMPARE(file.rows(u"SELECT name FROM author"_s), QStringList({u"NULL"_s, u"Ben"_s}));
        QCOMPARE(file.rows(u"SELECT title = '' FROM book WHERE id = 3"_s), QStringList{u"1"_s});
    }

    void aRefusedSaveIsMarkedAndDiscardForgetsIt()
    {
        const ScratchDatabase file(kShop);
        const QByteArray before = file.checksum();
        const auto workspace = opened(file);
        async::Records &records = workspace->records();
        const auto books = answer(records.page(rowsOf(u"book"_s), {}));
        records.edit(books->records[1].key, 2, Value::integer(1), Value::integer(99));
        const auto refused = answer(records.save({}));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::ConstraintFailed);
        QCOMPARE(records.pending().refusedRow, books->records[1].key);
        QCOMPARE(records.pending().count(), 1);
        records.discard();
        QTRY_VERIFY(records.pending().isEmpty());
        QVERIFY(records.pending().refusal.isEmpty());
        QCOMPARE(file.checksum(), before);
    }

    void aReadOnlyWorkspaceRefusesEditsAtOnce()
    {
        const ScratchDatabase file(kShop);
        const auto workspace = opened(file, nullptr, Mode::ReadOnly);
        QVERIFY(workspace->isReadOnly() && !workspace->readOnlyReason().isEmpty());
        const auto books = answer(workspace->records().page(rowsOf(u"book"_s), {}));
        QSignalSpy refused(&workspace->records(), &async::Records::editRefused);
        workspace->records().edit(books->records[0].key, 1, Value::text(u"One"_s), Value());
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].value<base::Error>().code, ErrorCode::ReadOnly);
        QVERIFY(workspace->records().pending().isEmpty());
        QVERIFY(!answer(workspace->records().add(u"book"_s, {})));
    }

    void aSaveDoesNotWaitForReadsAndTheyStartOver_data()
    {
        QTest::addColumn<QString>("journal");
        QTest::newRow("rollback journal") << u"DELETE"_s;
        QTest::newRow("write-ahead log") << u"WAL"_s;
    }
    void aSaveDoesNotWaitForReadsAndTheyStartOver()
    {
        QFETCH(QString, journal);
        const ScratchDatabase file(u"PRAGMA journal_mode=%1;"_s.arg(journal) + kShop);
        const auto workspace = opened(file);
        async::Records &records = workspace->records();
        const auto authors = answer(records.page(rowsOf(u"author"_s), {}));
        PageRequest sorted = rowsOf(u"endless"_s);
        sorted.sortColumn = u"i"_s;
        const auto grid = workspace->pages().read(sorted, {});
        const auto count = workspace->pages().count(u"endless"_s, {});
        QTest::qWait(50);
        records.edit(authors->records[0].key, 1, Value::text(u"Ada"_s), Value::text(u"Eve"_s));
        QElapsedTimer timer;
        timer.start();
        const auto saved = answer(records.save({}));
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().text()));
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QTest::qWait(50);
        QVERIFY(!count.isFinished() && !grid.isFinished());
        workspace->cancel();
        QCOMPARE(answer(count).error().code, ErrorCode::Cancelled);
        QCOMPARE(answer(grid).error().code, ErrorCode::Cancelled);
        QCOMPARE(file.rows(u"SELECT name FROM author WHERE id = 1"_s), QStringList{u"Eve"_s});
    }

    void editsWithoutASaveAreNotWrittenByClosing()
    {
        const ScratchDatabase file(kShop);
        const QByteArray before = file.checksum();
        {
            const auto workspace = opened(file);
            const auto authors = answer(workspace->records().page(rowsOf(u"author"_s), {}));
            workspace->records().edit(authors->records[0].key, 1, Value::text(u"Ada"_s), Value());
        }
        QCOMPARE(file.checksum(), before);
    }

    void aSaveThatNeverEndsIsToldAndStoppedAndLosesNothing()
    {
        const ScratchDatabase file(
            kShop + u"; CREATE TRIGGER endless_u AFTER UPDATE ON author WHEN new.id = 1 BEGIN INSERT INTO "
                    u"book(title) WITH RECURSIVE "
                    "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0; END"_s);
        const QByteArray before = file.checksum();
        const auto workspace = opened(file);
        async::Records &records = workspace->records();
        QSignalSpy saving(&records, &async::Records::savingChanged);
        const auto authors = answer(records.page(rowsOf(u"author"_s), {}));
        records.edit(authors->records[0].key, 1, Value::text(u"Ada"_s), Value::text(u"Eve"_s));
        QTRY_COMPARE(records.pending().count(), 1);
        const base::PendingEdits waiting = records.pending();
        const auto save = records.save({});
        QVERIFY(records.isSaving());
        QTRY_VERIFY(records.savingStatement().startsWith(u"UPDATE"_s));
        workspace->cancel(); // Escape at something else.
        QTest::qWait(100);
        QVERIFY(!save.isFinished() && records.isSaving());
        QElapsedTimer timer;
        timer.start();
        records.stopSave();
        QCOMPARE(answer(save).error().code, ErrorCode::Cancelled);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QTRY_VERIFY(!records.isSaving());
        QCOMPARE(saving.size(), 2);
        QCOMPARE(records.savingStatement(), QString());
        QCOMPARE(records.pending(), waiting); // No row is to blame.
        QCOMPARE(file.checksum(), before);
        records.revert({authors->records[0].key});
        records.edit(authors->records[1].key, 1, Value::text(u"Ben"_s), Value::text(u"Eve"_s));
        QVERIFY(answer(records.save({})));
        QCOMPARE(file.rows(u"SELECT name FROM author ORDER BY id"_s), QStringList({u"Ada"_s, u"Eve"_s}));
    }

    void everyRealDatabaseIsBrowsedThreeLevelsDeepEditedDiscardedAndUnchanged()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            const ScratchDatabase file = ScratchDatabase::copyOf(path);
            const QByteArray before = file.checksum();
            QElapsedTimer timer;
            timer.start();
            auto workspace = opened(file);
            qInfo("%s: %lld tables open in %lld ms", qPrintable(path.section(u'/', -1)),
                  qlonglong(workspace->schema().tables.size()), timer.elapsed());
            for (const mapping::MappedClass &mapped : workspace->schema().classes) {
                const auto rows = answer(workspace->records().page(rowsOf(mapped.table, 2), {}));
                QVERIFY2(rows, rows ? "" : qPrintable(path + rows.error().text()));
                for (const Record &record : rows->records)
                    expand(*workspace, record, 1);
                if (!rows->records.isEmpty())
                    workspace->records().edit(rows->records[0].key, 0, rows->records[0].values[0],
                                              Value::text(u"x"_s));
            }
            QTRY_VERIFY(!workspace->isBusy());
            QVERIFY(!workspace->records().pending().isEmpty());
            workspace->records().discard();
            QTRY_VERIFY(workspace->records().pending().isEmpty());
            workspace.reset();
            QCOMPARE(file.checksum(), before);
        }
    }

private:
    void expand(Workspace &workspace, const Record &record, int depth)
    {
        const mapping::MappedClass *mapped = workspace.schema().classOf(record.key.table);
        QVERIFY(mapped);
        for (const mapping::Side &relationship : mapped->relationships) {
            const auto page = answer(workspace.records().page(relatedTo(record.key, relationship, 1), {}));
            QVERIFY2(page, page ? "" : qPrintable(page.error().text()));
            for (const Record &child : page->records) {
                if (depth < 3 && m_expanded++ % (depth * depth) == 0)
                    expand(workspace, child, depth + 1);
            }
        }
    }

    int m_expanded = 0;
};

QTEST_GUILESS_MAIN(RecordsTest)
#include "tst_records.moc"
