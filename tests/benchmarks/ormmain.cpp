#include "ormtask.h"

#include "tests/benchmarks/cputime.h"

#include <QCoreApplication>

#include <malloc.h>

#include <chrono>
#include <cstdio>

long long allocatedBytes()
{
    const auto info = mallinfo2();
    return static_cast<long long>(info.uordblks + info.hblkhd);
}

/// The name by which callgrind finds the measured half (--toggle-collect=measured).
extern "C" __attribute__((noinline)) void measured(const Work &work, Outcome &outcome)
{
    outcome = work.measured();
}

/// One run of one task by one peer; prints CPU ms, wall ms, checksum, bytes.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string(argv[1]) == "make") {
        makeDatabase(argv[2]);
        return 0;
    }
    if (argc != 4) {
        std::fprintf(stderr, "usage: ormwork make FILE | ormwork raw|qtsql|relata TASK FILE\n");
        return 2;
    }
    const std::string peer = argv[1];
    const Tasks tasks = peer == "raw" ? rawTasks() : peer == "qtsql" ? qtSqlTasks() : relataTasks();
    const auto task = tasks.find(argv[2]);
    if (task == tasks.end())
        return 3; // The peer cannot do it.
    const Work work = task->second(argv[3]);
    work.prepare();
    Outcome outcome;
    const double cpu = cpuMilliseconds();
    const auto start = std::chrono::steady_clock::now();
    measured(work, outcome);
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
    std::printf("%.3f %.3f %lld %lld\n", cpuMilliseconds() - cpu, wall.count(), outcome.checksum,
                outcome.bytes);
    std::fflush(stdout);
    _exit(0);
}
