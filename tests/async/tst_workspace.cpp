#include "core/async/threadreaper.h"
#include "core/async/whendone.h"
#include "core/schema/viewcolumns.h"
#include "tests/async/openshop.h"
#include "tests/support/explodingview.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::tests;
using async::ThreadReaper;
using async::whenDone;
using async::Workspace;
using base::ErrorCode;
using base::PageRequest;
using base::StatementRecord;
using base::Value;
using Mode = base::ConnectionSettings::Mode;

/// A database opened, asked from many sides, cancelled, closed and created.
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
            QVERIFY(sentence.isEmpty()); // Not before opened() has returned.
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
            QTRY_COMPARE(QSqlDatabase::connectionNames(), QStringList());
        }
        QTest::qWait(20);
        QVERIFY(!called);
    }

    void theStatementsOfTheOpeningAreToldOnceSomebodyListens()
    {
        const ScratchDatabase file(kShop);
        QList<StatementRecord> log;
        std::unique_ptr<Workspace> workspace = opened(file, &log);
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
        answer(workspace->records().summaries({page->records[0].key}, u"books"_s, base::DisplaySql::On,
                                              display));
        QTRY_COMPARE(log.size(), opening + 2);
        QCOMPARE(log[opening].cause, click);
        QCOMPARE(log[opening + 1].cause, display);
        for (qsizetype i = 0; i < log.size(); ++i)
            QCOMPARE(log[i].number, quint64(i + 1));
    }

    void aLongStatementIsCancelledInEveryThreadAndWorkGoesOn()
    {
        const ScratchDatabase file(kShop);
        const auto workspace = opened(file);
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

    void closingWithAFullQueueSavesWhatWasToBeSavedAndDoesNotHang()
    {
        const ScratchDatabase file(kShop);
        auto workspace = opened(file);
        const auto authors = answer(workspace->records().page(rowsOf(u"author"_s), {}));
        PageRequest sorted = rowsOf(u"endless"_s);
        sorted.sortColumn = u"i"_s;
        for (int i = 0; i < 50; ++i) {
            // Answers may come while the threads end, and later than this test.
            whenDone(workspace->records().page(rowsOf(u"book"_s), {}), this, [](const auto &) {});
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
        QVERIFY(ThreadReaper::waitForAll(3000));
        QCOMPARE(file.rows(u"SELECT name FROM author WHERE id = 1"_s), QStringList{u"Eve"_s});
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    }

    void viewsHaveTheirColumnsWhenTheDatabaseIsOpen()
    {
        const ScratchDatabase file(kShop + u"; CREATE VIEW names AS SELECT name FROM author"_s);
        const auto workspace = opened(file);
        QSignalSpy changed(workspace.get(), &Workspace::schemaChanged);
        QCOMPARE(workspace->schema().table(u"names"_s)->columns.size(), 1);
        QCOMPARE(answer(workspace->records().page(rowsOf(u"names"_s), {}))->records.size(), 2);
        QCOMPARE(answer(workspace->pages().read(rowsOf(u"names"_s), {}))->records.size(), 2);
        QTest::qWait(50);
        QVERIFY(changed.isEmpty());
    }

    void aViewThatTakesLongHoldsUpNothingAndIsReadWhenItIsWanted()
    {
        const ScratchDatabase file(kShop + u';' + tests::explodingView(u"aaa"_s, 17) +
                                   tests::explodingView(u"bbb"_s, 16));
        QElapsedTimer timer;
        timer.start();
        const auto workspace = opened(file);
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
        QSignalSpy changed(workspace.get(), &Workspace::schemaChanged);
        QVERIFY(schema::isUnreadView(*workspace->schema().table(u"aaa"_s)));
        QCOMPARE(answer(workspace->records().page(rowsOf(u"author"_s), {}))->records.size(), 2);
        QCOMPARE(*answer(workspace->pages().count(u"author"_s, {})), 2);
        workspace->records().edit({u"author"_s, {Value::integer(1)}, 0}, 1, Value::text(u"Ada"_s),
                                  Value::text(u"Eve"_s));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30'000);
        QCOMPARE(changed[0][0].value<async::SchemaNews>().reason, async::SchemaNews::Reason::Views);
        QCOMPARE(workspace->schema().table(u"aaa"_s)->columns.size(), 1);
        QVERIFY(schema::isUnreadView(*workspace->schema().table(u"bbb"_s))); // Nobody has asked for it.
        QCOMPARE(workspace->records().pending().count(), 1);
        workspace->readView(u"bbb"_s);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 2, 30'000);
        QCOMPARE(workspace->schema().table(u"bbb"_s)->columns.size(), 1);
        QCOMPARE(workspace->records().pending().count(), 1);
    }

    void closingDoesNotWaitForWhatCannotBeInterruptedAndOthersGoOn()
    {
        const ScratchDatabase file(
            u"CREATE VIEW slow AS SELECT instr(zeroblob(300000), CAST(zeroblob(150000) || 'a' AS BLOB)) AS n"_s);
        const ScratchDatabase other(kShop);
        const auto stays = opened(other);
        auto workspace = opened(file);
        workspace->pages().read(rowsOf(u"slow"_s), {});
        workspace->records().page(rowsOf(u"slow"_s), {});
        QTest::qWait(100);
        QElapsedTimer timer;
        timer.start();
        workspace.reset();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(answer(stays->records().page(rowsOf(u"author"_s), {}))->records.size(), 2);
        QVERIFY(!ThreadReaper::waitForAll(1)); // It still runs.
        QVERIFY(ThreadReaper::waitForAll(120'000));
    }

    void aClosedPanelGetsNoLateAnswerWhileOthersDo()
    {
        const ScratchDatabase file(kShop);
        const auto workspace = opened(file);
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
};

QTEST_GUILESS_MAIN(WorkspaceTest)
#include "tst_workspace.moc"
