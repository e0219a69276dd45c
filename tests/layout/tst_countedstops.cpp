#include "core/layout/arrangenew.h"
#include "core/layout/firstplaces.h"
#include "core/layout/refine.h"
#include "tests/layout/graphs.h"

#include <QTest>

#include <cstdlib>
#include <new>

using namespace Qt::StringLiterals;
using namespace layoutgraphs;
using namespace relata;

namespace {

/// Counts what is allocated, the one step that all of the layout's work has in common and that is the same
/// in every run, and requests a stop at one of them.
struct Steps
{
    std::stop_source stop;
    qint64 stopAt = -1;
    qint64 count = 0;
    qint64 after = 0;      ///< those after the stop
    qint64 bytesAfter = 0; ///< what they have asked for

    void step(std::size_t bytes)
    {
        ++count;
        if (stopAt >= 0 && count > stopAt) {
            ++after;
            bytesAfter += qint64(bytes);
        }
        if (count == stopAt)
            stop.request_stop();
    }
};

Steps *counted = nullptr;

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

Graph pairs(int count)
{
    Graph graph = cards(2 * count);
    for (int i = 0; i < count; ++i)
        link(graph, 2 * i, 2 * i + 1);
    return graph;
}

using Work = std::function<void(const std::stop_token &)>;

Steps stepsOf(const Work &work, qint64 stopAt)
{
    Steps steps;
    steps.stopAt = stopAt;
    if (stopAt == 0)
        steps.stop.request_stop();
    const std::stop_token token = steps.stop.get_token();
    counted = &steps;
    work(token);
    counted = nullptr;
    return steps;
}

} // namespace

void *operator new(std::size_t size)
{
    if (counted)
        counted->step(size);
    if (void *made = std::malloc(size > 0 ? size : 1))
        return made;
    throw std::bad_alloc();
}

/// What sorts by a buffer asks for it so, and gives it back by the plain delete.
void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    if (counted)
        counted->step(size);
    return std::malloc(size > 0 ? size : 1);
}

void operator delete(void *made) noexcept
{
    std::free(made);
}

void operator delete(void *made, std::size_t) noexcept
{
    std::free(made);
}

/// What is done after a stop, counted and not timed (tst_stopping asks the clock).
class CountedStopsTest : public QObject
{
    Q_OBJECT

private slots:
    void aStopLeavesLittleToDo_data()
    {
        QTest::addColumn<Graph>("graph");
        QTest::addColumn<QString>("work");
        const std::vector<Named> graphs = {{"few", random(20, 25, 5)},    {"crowded", random(40, 100, 7)},
                                           {"many", random(200, 260, 3)}, {"star", star(200)},
                                           {"pairs", pairs(40)},          {"hubs", hubs(170)}};
        for (const Named &named : graphs) {
            for (const char *work : {"arrange", "quick", "place new", "route"})
                QTest::addRow("%s: %s", named.name, work) << named.graph << QString::fromLatin1(work);
        }
    }
    void aStopLeavesLittleToDo()
    {
        QFETCH(Graph, graph);
        QFETCH(QString, work);
        const Positions placed = layout::firstPlaces(graph, {});
        Positions half;
        for (size_t i = 0; i < graph.cards.size(); i += 2)
            half.insert(graph.cards[i].id, placed.value(graph.cards[i].id));
        layout::LinkRouter router = routerFor(graph, placed);
        const Work run = [&](const std::stop_token &stop) {
            layout::ArrangeOptions options;
            options.stop = stop;
            options.effort = work == "quick"_L1 ? layout::Effort::Quick : layout::Effort::Careful;
            if (work == "arrange"_L1 || work == "quick"_L1)
                layout::arrange(graph, options);
            else if (work == "place new"_L1)
                layout::arrangeNew(graph, half, options);
            else
                router.routeAll(stop);
        };
        const qint64 whole = stepsOf(run, -1).count;
        const qint64 least = stepsOf(run, 0).after;
        // Much more than ends what has been begun, and little beside all that there is to do.
        constexpr qint64 steps = 1'000;
        constexpr qint64 bytes = 500'000;
        constexpr int moments = 5;
        for (int i = 0; i < moments; ++i) {
            const qint64 moment = 1 + whole * i / moments;
            const Steps stopped = stepsOf(run, moment);
            QVERIFY2(stopped.after <= least + steps && stopped.bytesAfter <= bytes,
                     qPrintable(u"stopped at step %1 of %2: %3 steps with %4 bytes after it"_s.arg(
                         QString::number(moment), QString::number(whole), QString::number(stopped.after),
                         QString::number(stopped.bytesAfter))));
        }
    }

    void noPlanIsPricedAfterAStop()
    {
        std::stop_source stop;
        int priced = 0;
        const auto price = [&](const layout::Columns &) {
            if (++priced == 5)
                stop.request_stop();
            return qreal(priced);
        };
        layout::refine({{0, 1}, {2, 3}}, price, {1'000, 0, 1, stop.get_token()});
        QCOMPARE(priced, 5);
    }

    void whatIsStoppedInAdvanceAnswersWithNothing()
    {
        const Graph graph = random(200, 260, 3);
        std::stop_source stop;
        stop.request_stop();
        layout::ArrangeOptions options;
        options.stop = stop.get_token();
        QVERIFY(layout::arrange(graph, options).isEmpty());
        layout::LinkRouter router = routerFor(graph, layout::firstPlaces(graph, {}));
        QVERIFY(router.routeAll(options.stop).isEmpty());
        QVERIFY(router.routes().isEmpty());
        QCOMPARE(router.routeAll().size(), 260);
    }
};

QTEST_APPLESS_MAIN(CountedStopsTest)
#include "tst_countedstops.moc"
