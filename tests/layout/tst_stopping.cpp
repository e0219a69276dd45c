#include "core/layout/arrangenew.h"
#include "core/layout/firstplaces.h"
#include "tests/layout/graphs.h"

#include <QTest>

#include <atomic>
#include <ctime>
#include <pthread.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace layoutgraphs;
using namespace relata;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr double kSoon = 1500; ///< the sanitizers make everything slower
#else
constexpr double kSoon = 100;
#endif

double milliseconds(clockid_t clock)
{
    timespec now = {};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

using Work = std::function<void(const std::stop_token &)>;

/// What became of a work that was stopped after a while.
struct Stopped
{
    bool hadEnded = false; ///< it was done by itself before
    double after = 0;      ///< the processor time that it took from then on, in milliseconds
};

Stopped stopAfter(int wait, const Work &work)
{
    std::stop_source stop;
    std::atomic<bool> hasEnded = false;
    double end = 0;
    std::thread worker([&] {
        work(stop.get_token());
        end = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        hasEnded = true;
        while (!stop.stop_requested())
            std::this_thread::yield(); // Its clock goes with it.
    });
    clockid_t clock = {};
    pthread_getcpuclockid(worker.native_handle(), &clock);
    while (milliseconds(clock) < wait && !hasEnded)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const bool hadEnded = hasEnded;
    const double before = milliseconds(clock);
    stop.request_stop();
    worker.join();
    return {hadEnded, hadEnded ? 0 : end - before};
}

/// Pairs of cards: many components to be packed.
Graph pairs(int count)
{
    Graph graph = cards(2 * count);
    for (int i = 0; i < count; ++i)
        link(graph, 2 * i, 2 * i + 1);
    return graph;
}

/// Everything linked to a few hubs: lanes that crowd.
Graph hubs(int count)
{
    Graph graph = cards(count);
    for (int i = 0; i < count; ++i) {
        link(graph, i, i % 7, 1);
        link(graph, i, (i + 3) % 11, 2);
    }
    return graph;
}

} // namespace

/// Work that nobody waits for any more ends.
class StoppingTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsStoppedEndsSoonWhereverItIs_data()
    {
        QTest::addColumn<Graph>("graph");
        QTest::addColumn<QString>("work");
        const std::vector<Named> graphs = {{"few", random(120, 300, 5)},
                                           {"crowded", random(140, 4000, 7)},
                                           {"many", random(3000, 4000, 3)},
                                           {"star", star(2000)},
                                           {"pairs", pairs(1200)},
                                           {"alone", cards(3000)},
                                           {"hubs", hubs(900)}};
        for (const Named &named : graphs) {
            for (const char *work : {"arrange", "arrange new", "route"})
                QTest::addRow("%s: %s", named.name, work) << named.graph << QString::fromLatin1(work);
        }
    }
    void whatIsStoppedEndsSoonWhereverItIs()
    {
        QFETCH(Graph, graph);
        QFETCH(QString, work);
        const Positions placed = layout::firstPlaces(graph, {});
        Positions half;
        for (size_t i = 0; i < graph.cards.size(); i += 2)
            half.insert(graph.cards[i].id, placed.value(graph.cards[i].id));
        const auto run = [&](const std::stop_token &stop) {
            layout::ArrangeOptions options;
            options.stop = stop;
            if (work == "arrange"_L1) {
                layout::arrange(graph, options);
            } else if (work == "arrange new"_L1) {
                layout::arrangeNew(graph, half, options);
            } else {
                layout::LinkRouter router;
                router.setGraph(graph, placed);
                router.routeAll(stop);
            }
        };
        const int longest = qEnvironmentVariableIntValue("RELATA_LONG") > 0 ? 60000 : 1500;
        double slowest = 0;
        for (int wait = 2; wait < longest; wait = wait * 3 / 2 + 1) {
            const Stopped stopped = stopAfter(wait, run);
            slowest = std::max(slowest, stopped.after);
            QVERIFY2(stopped.after < kSoon,
                     qPrintable(QString::fromLatin1("stopped after %1 ms it went on for %2 ms")
                                    .arg(wait)
                                    .arg(stopped.after)));
            if (stopped.hadEnded)
                break;
        }
        qInfo("at most %.1f ms", slowest);
    }

    void firstPlacesAreThereAtOnceAndDoNotOverlap()
    {
        const Graph graph = random(3000, 4000, 9);
        Positions known;
        for (size_t i = 0; i < 100; ++i)
            known.insert(graph.cards[i].id, QPointF(qreal(i % 10) * 400, qreal(i / 10) * 1700));
        const double before = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        const Positions places = layout::firstPlaces(graph, known);
        QVERIFY(milliseconds(CLOCK_THREAD_CPUTIME_ID) - before < kSoon / 5);
        QCOMPARE(places.size(), 3000);
        for (auto it = known.cbegin(); it != known.cend(); ++it)
            QCOMPARE(places.value(it.key()), it.value());
        for (size_t a = 0; a < graph.cards.size(); ++a) {
            const QRectF one(places.value(graph.cards[a].id), graph.cards[a].size);
            for (size_t b = a + 1; b < graph.cards.size(); ++b)
                QVERIFY(!one.intersects(QRectF(places.value(graph.cards[b].id), graph.cards[b].size)));
        }
    }
};

QTEST_APPLESS_MAIN(StoppingTest)
#include "tst_stopping.moc"
