#include "core/async/databasethread.h"
#include "core/async/whendone.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <new>
#include <stdexcept>

using namespace Qt::StringLiterals;
using namespace relata;
using async::Cancellable;
using async::DatabaseThread;
using async::whenDone;
using base::ErrorCode;
using base::Result;

namespace {

/// A job that runs until it is interrupted, as a long statement does.
struct Endless
{
    std::atomic<bool> interrupted = false;
    QSemaphore started;

    Result<int> run()
    {
        interrupted = false;
        started.release();
        while (!interrupted)
            QThread::yieldCurrentThread();
        return base::fail(ErrorCode::Cancelled, u"interrupted"_s);
    }
};

} // namespace

class DatabaseThreadTest : public QObject
{
    Q_OBJECT

private slots:
    void oneJobIsCancelledAloneWhetherItRunsOrWaits()
    {
        DatabaseThread thread(u"test"_s);
        Endless endless;
        thread.setInterrupt([&endless] { endless.interrupted = true; });
        const auto running = thread.run([&endless] { return endless.run(); });
        const quint64 runningJob = thread.lastJob();
        const auto before = thread.run([]() -> Result<int> { return 1; });
        const auto waiting = thread.run([]() -> Result<int> { return 2; });
        const quint64 waitingJob = thread.lastJob();
        const auto after = thread.run([]() -> Result<int> { return 3; });
        endless.started.acquire();
        thread.cancel(waitingJob);
        QVERIFY(!running.isFinished());
        thread.cancel(runningJob);
        QTRY_VERIFY(after.isFinished());
        QCOMPARE(running.result().error().code, ErrorCode::Cancelled);
        QCOMPARE(waiting.result().error().code, ErrorCode::Cancelled);
        QVERIFY(before.result() == 1 && after.result() == 3);
        thread.cancel(runningJob); // Nothing: it has ended.
        QCOMPARE(thread.run([]() -> Result<int> { return 4; }).result(), 4);
    }

    void jobsRunInTheOrderGivenInAThreadOfTheirOwn()
    {
        DatabaseThread thread(u"test"_s);
        QList<int> order;
        QThread *where = nullptr;
        QList<QFuture<Result<int>>> futures;
        for (int i = 0; i < 100; ++i) {
            futures += thread.run(
                [&order, &where, i]() -> Result<int> {
                    order += i;
                    where = QThread::currentThread();
                    return i * 2;
                },
                i % 2 ? Cancellable::Yes : Cancellable::No);
        }
        QTRY_VERIFY(futures.last().isFinished());
        QCOMPARE(order.size(), 100);
        QVERIFY(std::is_sorted(order.cbegin(), order.cend()));
        QVERIFY(where && where != QThread::currentThread());
        QCOMPARE(*futures[21].result(), 42);
    }

    void anErrorIsAnAnswerToo()
    {
        DatabaseThread thread(u"test"_s);
        QString told;
        whenDone(thread.run([]() -> Result<int> { return base::fail(ErrorCode::ReadOnly, u"No."_s); }), this,
                 [&told](const Result<int> &result) { told = result.error().sentence; });
        QTRY_COMPARE(told, u"No."_s);
    }

    void aLateAnswerToAnOwnerThatIsGoneIsDropped()
    {
        DatabaseThread thread(u"test"_s);
        QSemaphore go;
        auto *panel = new QObject;
        bool called = false;
        const auto future = thread.run([&go]() -> Result<int> {
            go.acquire();
            return 1;
        });
        whenDone(future, panel, [&called](const Result<int> &) { called = true; });
        int other = 0;
        whenDone(future, this, [&other](const Result<int> &result) { other = *result; });
        delete panel;
        go.release();
        QTRY_COMPARE(other, 1);
        QVERIFY(!called);
    }

    void anOwnerMayDieInItsAnswer()
    {
        DatabaseThread thread(u"test"_s);
        auto *panel = new QObject;
        QPointer<QObject> guard = panel;
        whenDone(thread.run([]() -> Result<int> { return 1; }), panel,
                 [panel](const Result<int> &) { delete panel; });
        QTRY_VERIFY(!guard);
    }

    void cancelInterruptsWhatRunsAndDropsWhatWaitsButNotASave()
    {
        DatabaseThread thread(u"test"_s);
        Endless endless;
        thread.run([&]() -> Result<int> {
            thread.setInterrupt([&endless] { endless.interrupted = true; });
            return 0;
        });
        const auto running = thread.run([&endless] { return endless.run(); });
        bool ran = false;
        const auto waiting = thread.run([&ran]() -> Result<int> {
            ran = true;
            return 1;
        });
        const auto save = thread.run([]() -> Result<int> { return 2; }, Cancellable::No);
        endless.started.acquire();
        thread.cancel();
        const auto later = thread.run([]() -> Result<int> { return 3; });
        QTRY_VERIFY(later.isFinished());
        QCOMPARE(running.result().error().code, ErrorCode::Cancelled);
        QCOMPARE(waiting.result().error().code, ErrorCode::Cancelled);
        QVERIFY(!ran);
        QCOMPARE(*save.result(), 2);
        QCOMPARE(*later.result(), 3);
    }

    void aRunningSaveIsNotInterrupted()
    {
        DatabaseThread thread(u"test"_s);
        QSemaphore started;
        QSemaphore go;
        std::atomic<int> interrupts = 0;
        thread.run([&]() -> Result<int> {
            thread.setInterrupt([&interrupts] { ++interrupts; });
            return 0;
        });
        const auto save = thread.run(
            [&]() -> Result<int> {
                started.release();
                go.acquire();
                return 1;
            },
            Cancellable::No);
        started.acquire();
        thread.cancel();
        thread.interruptRunning();
        QTest::qWait(60);
        go.release();
        QTRY_VERIFY(save.isFinished());
        QCOMPARE(interrupts, 0);
        QVERIFY(save.result());
    }

    void onlyARequestStopsASave()
    {
        DatabaseThread thread(u"test"_s);
        Endless endless;
        std::atomic<int> interrupts = 0;
        thread.setInterrupt([&] {
            ++interrupts;
            endless.interrupted = true;
        });
        const auto save = thread.run([&endless] { return endless.run(); }, Cancellable::OnRequest);
        const quint64 job = thread.lastJob();
        endless.started.acquire();
        thread.cancel();
        thread.interruptRunning();
        QTest::qWait(60);
        QCOMPARE(interrupts, 0);
        QVERIFY(!save.isFinished());
        thread.cancel(job);
        QTRY_VERIFY(save.isFinished());
        QCOMPARE(save.result().error().code, ErrorCode::Cancelled);
    }

    void aSaveThatWaitsIsDroppedOnRequest()
    {
        DatabaseThread thread(u"test"_s);
        QSemaphore go;
        thread.run([&go]() -> Result<int> {
            go.acquire();
            return 1;
        });
        bool ran = false;
        const auto save = thread.run(
            [&ran]() -> Result<int> {
                ran = true;
                return 2;
            },
            Cancellable::OnRequest);
        thread.cancel(thread.lastJob());
        go.release();
        QTRY_VERIFY(save.isFinished());
        QCOMPARE(save.result().error().code, ErrorCode::Cancelled);
        QVERIFY(!ran);
    }

    void whatNeedsMoreMemoryThanThereIsIsAnAnswer()
    {
        DatabaseThread thread(u"test"_s);
        const auto bad = thread.run([]() -> Result<int> { throw std::bad_alloc(); });
        const auto large = thread.run([]() -> Result<int> { throw std::length_error("vector"); });
        const auto next = thread.run([]() -> Result<int> { return 7; });
        QTRY_VERIFY(next.isFinished());
        for (const auto &future : {bad, large})
            QCOMPARE(future.result().error().sentence, u"There is not enough memory for this."_s);
        QCOMPARE(next.result(), 7);
    }

    void anInterruptThatComesBetweenTwoStatementsIsRepeated()
    {
        DatabaseThread thread(u"test"_s);
        Endless endless;
        QSemaphore between;
        thread.run([&]() -> Result<int> {
            thread.setInterrupt([&endless] { endless.interrupted = true; });
            return 0;
        });
        const auto running = thread.run([&] {
            between.release();
            QThread::msleep(30); // The interrupt comes here and is forgotten when the statement starts.
            return endless.run();
        });
        between.acquire();
        thread.cancel();
        QTRY_VERIFY(running.isFinished());
        QCOMPARE(running.result().error().code, ErrorCode::Cancelled);
    }

    void endingWithAFullQueueRunsTheSavesDropsTheRestAndDoesNotHang()
    {
        QElapsedTimer timer;
        Endless endless;
        std::atomic<int> saves = 0;
        std::atomic<int> reads = 0;
        bool answered = false;
        QList<QFuture<Result<int>>> waiting;
        {
            DatabaseThread thread(u"test"_s);
            thread.run([&]() -> Result<int> {
                thread.setInterrupt([&endless] { endless.interrupted = true; });
                return 0;
            });
            thread.run([&endless] { return endless.run(); });
            for (int i = 0; i < 200; ++i) {
                waiting += thread.run([&reads]() -> Result<int> { return ++reads; });
                if (i % 50 == 0)
                    thread.run([&saves]() -> Result<int> { return ++saves; }, Cancellable::No);
            }
            whenDone(waiting.first(), this, [&answered](const Result<int> &) { answered = true; });
            endless.started.acquire();
            timer.start();
        }
        QVERIFY(timer.elapsed() < 2000);
        QCOMPARE(saves, 4);
        QCOMPARE(reads, 0);
        QVERIFY(waiting.last().isFinished() && waiting.last().isCanceled());
        QTest::qWait(20);
        QVERIFY(!answered);
    }

    void whatTheThreadMadeIsDestroyedInIt()
    {
        QThread *made = nullptr;
        QThread *destroyed = nullptr;
        {
            DatabaseThread thread(u"test"_s);
            thread.run([&made]() -> Result<int> {
                made = QThread::currentThread();
                return 0;
            });
            thread.end([&destroyed] { destroyed = QThread::currentThread(); });
            thread.end(); // Once is enough.
        }
        QVERIFY(!made || made == destroyed);
        QVERIFY(destroyed && destroyed != QThread::currentThread());
    }

    void busyIsToldWhenWorkBeginsAndWhenAllOfItIsDone()
    {
        DatabaseThread thread(u"test"_s);
        QSignalSpy busy(&thread, &DatabaseThread::busyChanged);
        QSemaphore go;
        thread.run([&go]() -> Result<int> {
            go.acquire();
            return 1;
        });
        thread.run([]() -> Result<int> { return 2; });
        QVERIFY(thread.isBusy());
        QCOMPARE(busy.size(), 1);
        go.release();
        QTRY_COMPARE(busy.size(), 2);
        QCOMPARE(busy[0][0].toBool(), true);
        QCOMPARE(busy[1][0].toBool(), false);
        QVERIFY(!thread.isBusy());
    }
};

QTEST_GUILESS_MAIN(DatabaseThreadTest)
#include "tst_databasethread.moc"
