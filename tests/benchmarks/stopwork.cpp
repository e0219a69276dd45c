// How long what works out a layout goes on after somebody has stopped it; README.md says how to read it.

#include "core/layout/arrange.h"
#include "core/layout/arrangenew.h"
#include "tests/layout/graphs.h"

#include <QString>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <pthread.h>
#include <thread>

using namespace relata;
using namespace layoutgraphs;

namespace {

using Clock = std::chrono::steady_clock;
using Work = std::function<void(const std::stop_token &)>;

constexpr int kMoments = 9;

/// What the command line asks for.
struct Wish
{
    double longest = 8000; ///< milliseconds of a work that are looked at
    QByteArray only;       ///< in the name of what is measured
    std::vector<int> sizes;
};
Wish wish;

double millisecondsOf(clockid_t clock)
{
    timespec now = {};
    clock_gettime(clock, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// What a work did, and what of it after the request to stop, in milliseconds.
struct Stopped
{
    bool hadEnded = false; ///< it was done by itself before
    double cpu = 0;        ///< until the request
    double wallAfter = 0;
    double cpuAfter = 0;
};

/// Stops a work once it has used so much processor time.
Stopped stopAt(double moment, const Work &work)
{
    std::stop_source stop;
    std::atomic<bool> hasEnded = false;
    double cpuAtEnd = 0;
    Clock::time_point end;
    std::thread worker([&] {
        work(stop.get_token());
        cpuAtEnd = millisecondsOf(CLOCK_THREAD_CPUTIME_ID);
        end = Clock::now();
        hasEnded = true;
        while (!stop.stop_requested())
            std::this_thread::yield(); // Its clock goes with it.
    });
    clockid_t clock = {};
    pthread_getcpuclockid(worker.native_handle(), &clock);
    while (millisecondsOf(clock) < moment && !hasEnded)
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    Stopped stopped;
    stopped.hadEnded = hasEnded;
    stopped.cpu = stopped.hadEnded ? cpuAtEnd : millisecondsOf(clock);
    const Clock::time_point before = Clock::now();
    stop.request_stop();
    worker.join();
    if (!stopped.hadEnded) {
        stopped.wallAfter = std::chrono::duration<double, std::milli>(end - before).count();
        stopped.cpuAfter = cpuAtEnd - stopped.cpu;
    }
    return stopped;
}

void measure(const char *name, const Work &work)
{
    if (!QByteArrayView(name).contains(wish.only))
        return;
    const double whole = stopAt(wish.longest, work).cpu;
    std::vector<double> walls;
    std::vector<double> cpus;
    double worstMoment = 0;
    for (int i = 0; i < kMoments; ++i) {
        const Stopped stopped = stopAt(whole * (i + 0.5) / kMoments, work);
        if (stopped.hadEnded)
            continue;
        if (cpus.empty() || stopped.cpuAfter > *std::max_element(cpus.begin(), cpus.end()))
            worstMoment = stopped.cpu;
        walls.push_back(stopped.wallAfter);
        cpus.push_back(stopped.cpuAfter);
    }
    if (walls.empty())
        return;
    std::sort(walls.begin(), walls.end());
    std::sort(cpus.begin(), cpus.end());
    std::printf("%-32s %9.0f %10.1f %9.1f %10.1f %9.1f %9.0f\n", name, whole, walls[walls.size() / 2],
                walls.back(), cpus[cpus.size() / 2], cpus.back(), worstMoment);
    std::fflush(stdout);
}

/// Everything linked to a few hubs.
Graph hubs(int count)
{
    Graph graph = cards(count);
    for (int i = 0; i < count; ++i) {
        link(graph, i, i % 7, 1);
        link(graph, i, (i + 3) % 11, 2);
    }
    return graph;
}

/// Where a person may have put them: in no columns.
Positions scattered(const Graph &graph)
{
    std::mt19937 generator(11);
    const int side = int(std::sqrt(double(graph.cards.size())) + 1);
    Positions places;
    for (size_t i = 0; i < graph.cards.size(); ++i) {
        const qreal x = qreal(int(i) % side) * 420 + generator() % 30 * 4;
        const qreal y = qreal(int(i) / side) * 1700 + generator() % 30 * 4;
        places.insert(graph.cards[i].id, {x, y});
    }
    return places;
}

void measureAll(const char *shape, const Graph &graph)
{
    layout::ArrangeOptions quick;
    quick.effort = layout::Effort::Quick;
    const Positions placed = layout::arrange(graph, quick);
    Positions half;
    for (size_t i = 0; i < graph.cards.size(); i += 2)
        half.insert(graph.cards[i].id, placed.value(graph.cards[i].id));
    const auto name = [&](const char *work) {
        return QString::fromLatin1("%1 %2, %3")
            .arg(QString::number(graph.cards.size()), QString::fromLatin1(shape), QString::fromLatin1(work))
            .toLatin1();
    };
    const auto optionsFor = [](const std::stop_token &stop) {
        layout::ArrangeOptions options;
        options.stop = stop;
        return options;
    };
    measure(name("arrange"), [&](const auto &stop) { layout::arrange(graph, optionsFor(stop)); });
    measure(name("place new"), [&](const auto &stop) { layout::arrangeNew(graph, half, optionsFor(stop)); });
    measure(name("route"), [&](const auto &stop) {
        layout::LinkRouter router = routerFor(graph, placed);
        router.routeAll(stop);
    });
    measure(name("route scattered"), [&, places = scattered(graph)](const auto &stop) {
        layout::LinkRouter router = routerFor(graph, places);
        router.routeAll(stop);
    });
}

} // namespace

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i) {
        const QByteArray word = argv[i];
        if (word == "--longest" && i + 1 < argc)
            wish.longest = std::atof(argv[++i]) * 1e3;
        else if (word == "--only" && i + 1 < argc)
            wish.only = argv[++i];
        else
            wish.sizes.push_back(word.toInt());
    }
    if (wish.sizes.empty())
        wish.sizes = {1000, 3000};
    std::printf("%-32s %9s %10s %9s %10s %9s %9s\n", "milliseconds", "whole", "wall, med.", "worst",
                "cpu, med.", "worst", "at");
    for (const int size : wish.sizes) {
        measureAll("random", random(size, size * 7 / 5, 5));
        measureAll("at hubs", hubs(size));
    }
}
