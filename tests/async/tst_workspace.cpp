#include "core/async/whendone.h"
#include "core/async/workspace.h"
#include "tests/support/realdata.h"
#include "tests/support/scratchdatabase.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using async::whenDone;
using async::Workspace;
using base::ErrorCode;
using base::PageRequest;
using base::Record;
using base::RecordKey;
using base::RecordPage;
using base::Result;
using base::StatementRecord;
using base::Value;
using tests::ScratchDatabase;
using Mode = base::ConnectionSettings::Mode;

namespace {

const QString kShop =
    u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
    "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, author_id REFERENCES author);"
    "INSERT INTO author VALUES(1,'Ada'),(2,'Ben'); INSERT INTO book VALUES(1,'One',1),(2,'Two',1);"
    // Reads `author` as long as it runs, which is for ever.
    "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n, author"_s;

/// Waits for an answer and lets it be delivered to those who wait for it.
template<typename T>
T answer(QFuture<T> future)
{
    future.waitForFinished();
    QCoreApplication::processEvents();
    if (future.resultCount() == 0)
        qFatal("no answer");
    return future.result();
}

PageRequest rowsOf(const QString &table, int limit = 200)
{
    PageRequest request;
    request.scope.table = table;
    request.limit = limit;
    return request;
}

PageRequest relatedTo(const RecordKey &owner, const schema::Relationship &relationship, int limit)
{
    PageRequest request = rowsOf(relationship.targetTable, limit);
    request.scope.owner = owner;
    request.scope.relationship = relationship.name;
    return request;
}

} // namespace

class WorkspaceTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { QTRY_COMPARE(QSqlDatabase::connectionNames(), QStringList()); }

    void whatCannotBeOpenedIsToldAndLeavesNothingBehind()
    {
        const ScratchDatabase text =
            ScratchDatabase::ofBytes("Dear diary, today I wrote no database at all.");
        const QStringList before = QDir(text.folder()).entryList(QDir::Files);
        for (const QString &file : {text.file(), text.folder() + u"/missing.db"_s, text.folder()}) {
            QString sentence;
            Workspace::open({file, Mode::ReadWrite, 100}, this, [&sentence](Workspace::Opened opened) {
                sentence = opened ? u"opened"_s : opened.error().text();
            });
            QVERIFY(sentence.isEmpty()); // Not before open() has returned.
            QTRY_VERIFY(!sentence.isEmpty());
            QVERIFY(sentence != u"opened"_s);
            QTRY_COMPARE(QSqlDatabase::connectionNames(), QStringList());
        }
        QCOMPARE(QDir(text.folder()).entryList(QDir::Files), before);
    }

    void anOwnerThatDiesBeforeTheAnswerGetsNone()
    {
        const ScratchDatabase file(kShop);
        bool called = false;
        for (int milliseconds : {0, 1, 5}) {
            auto *owner = new QObject;
            Workspace::open({file.file(), Mode::ReadWrite, 100}, owner,
                            [&called](const Workspace::Opened &) { called = true; });
            QThread::msleep(milliseconds); // Without an event loop no answer can arrive.
            delete owner;
            QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
        }
        QTest::qWait(20);
        QVERIFY(!called);
    }

    void theStatementsOfTheOpeningAreToldOnceSomebodyListens()
    {
        const ScratchDatabase file(kShop);
        QList<StatementRecord> log;
        std::unique_ptr<Workspace> workspace = open(file, &log);
        QTRY_VERIFY(!log.isEmpty());
        const qsizetype opening = log.size();
        for (const StatementRecord &record : log) {
            QCOMPARE(record.cause.text, u"Open scratch.db"_s);
            QCOMPARE(record.cause.click, log.first().cause.click);
        }
        const base::Cause click = workspace->click(u"Show authors"_s);
        const base::Cause display = workspace->display(u"Counts"_s);
        QVERIFY(click.click != display.click && display.kind == base::Cause::Kind::Display);
        const auto page = answer(workspace->records().page(rowsOf(u"author"_s), click));
        answer(workspace->records().summaries({page->records[0].key}, u"books"_s, true, display));
        QTRY_COMPARE(log.size(), opening + 2);
        QCOMPARE(log[opening].cause, click);
        QCOMPARE(log[opening + 1].cause, display);
        for (qsizetype i = 0; i < log.size(); ++i)
            QCOMPARE(log[i].number, quint64(i + 1));
    }

    void expandingAsksOnceAndCountsAreAskedOnlyWhereTheyAreWanted()
    {
        const ScratchDatabase file(kShop);
        QList<StatementRecord> log;
        const auto workspace = open(file, &log);
        async::Records &records = workspace->records();
        const auto authors = answer(records.page(rowsOf(u"author"_s), workspace->click(u"authors"_s)));
        QTest::qWait(0);
        log.clear();
        const schema::Relationship &books = *workspace->schema().relationship(u"author"_s, u"books"_s);
        const RecordKey ada = authors->records[0].key;
        const auto unasked = answer(records.summaries({ada}, u"books"_s, false, workspace->display({})));
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
        const auto workspace = open(file);
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
        connect(&records, &async::Records::saved, this, [&](const async::SaveSummary &summary) {
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
        const auto workspace = open(file);
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
        const auto workspace = open(file, nullptr, Mode::ReadOnly);
        QVERIFY(workspace->isReadOnly() && !workspace->readOnlyReason().isEmpty());
        const auto books = answer(workspace->records().page(rowsOf(u"book"_s), {}));
        QSignalSpy refused(&workspace->records(), &async::Records::editRefused);
        workspace->records().edit(books->records[0].key, 1, Value::text(u"One"_s), Value());
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused[0][0].value<base::Error>().code, ErrorCode::ReadOnly);
        QVERIFY(workspace->records().pending().isEmpty());
        QVERIFY(!answer(workspace->records().add(u"book"_s, {})));
    }

    void aLongStatementIsCancelledInEveryThreadAndWorkGoesOn()
    {
        const ScratchDatabase file(kShop);
        const auto workspace = open(file);
        PageRequest sorted = rowsOf(u"endless"_s);
        sorted.sortColumn = u"i"_s;
        sorted.sortOrder = Qt::DescendingOrder;
        const auto tree = workspace->records().page(sorted, {});
        const auto grid = workspace->pages().read(sorted, {});
        const auto count = workspace->pages().count(u"endless"_s, {});
        const auto queued = workspace->pages().read(rowsOf(u"author"_s), {});
        QTest::qWait(100);
        QVERIFY(workspace->isBusy());
        QVERIFY(!tree.isFinished() && !grid.isFinished() && !count.isFinished());
        QElapsedTimer timer;
        timer.start();
        workspace->cancel();
        QCOMPARE(answer(tree).error().code, ErrorCode::Cancelled);
        QCOMPARE(answer(grid).error().code, ErrorCode::Cancelled);
        QCOMPARE(answer(count).error().code, ErrorCode::Cancelled);
        QCOMPARE(answer(queued).error().code, ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < 2000);
        QCOMPARE(answer(workspace->records().page(rowsOf(u"author"_s), {}))->records.size(), 2);
        QCOMPARE(answer(workspace->pages().read(rowsOf(u"author"_s), {}))->records.size(), 2);
        QCOMPARE(*answer(workspace->pages().count(u"author"_s, {})), 2);
        QTRY_VERIFY(!workspace->isBusy());
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
        const auto workspace = open(file);
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

    void closingWithAFullQueueSavesWhatWasToBeSavedAndDoesNotHang()
    {
        const ScratchDatabase file(kShop);
        auto workspace = open(file);
        const auto authors = answer(workspace->records().page(rowsOf(u"author"_s), {}));
        bool answered = false;
        PageRequest sorted = rowsOf(u"endless"_s);
        sorted.sortColumn = u"i"_s;
        for (int i = 0; i < 50; ++i) {
            whenDone(workspace->records().page(rowsOf(u"book"_s), {}), this,
                     [&answered](const auto &) { answered = true; });
            workspace->pages().read(sorted, {});
            workspace->pages().count(u"endless"_s, {});
        }
        workspace->records().page(sorted, {});
        workspace->records().edit(authors->records[0].key, 1, Value::text(u"Ada"_s), Value::text(u"Eve"_s));
        workspace->records().save({});
        QElapsedTimer timer;
        timer.start();
        workspace.reset();
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(file.rows(u"SELECT name FROM author WHERE id = 1"_s), QStringList{u"Eve"_s});
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    }

    void editsWithoutASaveAreNotWrittenByClosing()
    {
        const ScratchDatabase file(kShop);
        const QByteArray before = file.checksum();
        {
            const auto workspace = open(file);
            const auto authors = answer(workspace->records().page(rowsOf(u"author"_s), {}));
            workspace->records().edit(authors->records[0].key, 1, Value::text(u"Ada"_s), Value());
        }
        QCOMPARE(file.checksum(), before);
    }

    void aClosedPanelGetsNoLateAnswerWhileOthersDo()
    {
        const ScratchDatabase file(kShop);
        const auto workspace = open(file);
        auto *panel = new QObject;
        int late = 0;
        int others = 0;
        for (int i = 0; i < 20; ++i) {
            const auto page = workspace->pages().read(rowsOf(u"author"_s), {});
            whenDone(page, panel, [&late](const auto &) { ++late; });
            whenDone(page, this, [&others](const auto &) { ++others; });
        }
        delete panel;
        QTRY_COMPARE(others, 20);
        QCOMPARE(late, 0);
    }

    void aDatabaseIsCreatedWholeOrNotAtAll()
    {
        const ScratchDatabase place(u"CREATE TABLE there(a)"_s);
        const QByteArray before = place.checksum();
        const auto create = [this](const QString &file, const QStringList &statements) {
            std::optional<base::Done> done;
            async::createDatabase(file, statements, this,
                                  [&done](const base::Done &result) { done = result; });
            if (!QTest::qWaitFor([&done] { return done.has_value(); }))
                qFatal("no answer");
            return *done;
        };
        const QString file = place.folder() + u"/new.db"_s;
        QVERIFY(create(file, {u"CREATE TABLE t(a)"_s, u"INSERT INTO t VALUES(1)"_s}));
        QCOMPARE(create(file, {}).error().code, ErrorCode::FileExists);
        const QString other = place.folder() + u"/other.db"_s;
        QVERIFY(!create(other, {u"CREATE TABLE t(a)"_s, u"CREATE NONSENSE"_s}));
        QVERIFY(!QFile::exists(other) && !QFile::exists(other + u"-journal"_s));
        QVERIFY(!create(place.file(), {u"DROP TABLE there"_s}));
        QCOMPARE(place.checksum(), before);
    }

    void everyRealDatabaseIsBrowsedThreeLevelsDeepEditedDiscardedAndUnchanged()
    {
        SKIP_WITHOUT_REAL_DATA();
        for (const QString &path : tests::realDatabases()) {
            const ScratchDatabase file = ScratchDatabase::copyOf(path);
            const QByteArray before = file.checksum();
            QElapsedTimer timer;
            timer.start();
            auto workspace = open(file);
            qInfo("%s: %lld tables open in %lld ms", qPrintable(path.section(u'/', -1)),
                  qlonglong(workspace->schema().tables.size()), timer.elapsed());
            for (const schema::MappedClass &mapped : workspace->schema().classes) {
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
    std::unique_ptr<Workspace> open(const ScratchDatabase &file, QList<StatementRecord> *log = nullptr,
                                    Mode mode = Mode::ReadWrite)
    {
        std::unique_ptr<Workspace> workspace;
        Workspace::open({file.file(), mode, 5000}, this, [&workspace, log](Workspace::Opened opened) {
            if (!opened)
                qFatal("%s", qPrintable(opened.error().text()));
            workspace = std::move(*opened);
            if (log) {
                QObject::connect(workspace.get(), &Workspace::statementRan,
                                 [log](const StatementRecord &record) { *log += record; });
            }
        });
        if (!QTest::qWaitFor([&workspace] { return workspace != nullptr; }, 30000))
            qFatal("not opened");
        return workspace;
    }

    void expand(Workspace &workspace, const Record &record, int depth)
    {
        const schema::MappedClass *mapped = workspace.schema().classOf(record.key.table);
        QVERIFY(mapped);
        for (const schema::Relationship &relationship : mapped->relationships) {
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

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
