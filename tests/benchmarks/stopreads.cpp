// How long reads of a database go on after a person has stopped them; README.md says how to read it.

#include "tests/async/openshop.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace relata;
using namespace relata::tests;

namespace {

constexpr int kMoments = 9;

/// A table that takes seconds to look through, with parents whose children no index finds.
QString largeTable(int rows)
{
    return u"CREATE TABLE author(id INTEGER PRIMARY KEY, name TEXT);"
           "CREATE TABLE book(id INTEGER PRIMARY KEY, title TEXT, pages INTEGER, author_id REFERENCES "
           "author);"
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
           " INSERT INTO author SELECT i, 'Author ' || i FROM n;"
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "_s +
           QString::number(rows) +
           u")"
           " INSERT INTO book SELECT i, hex(randomblob(40)), i * 7919 % 100003, i % 1000 + 1 FROM n"_s;
}

/// Starts a read and says when it has ended.
using Reading = std::function<std::function<bool()>()>;

template<typename Start>
Reading reading(Start start)
{
    return [start] {
        auto future = start();
        return [future] { return future.isFinished(); };
    };
}

/// Milliseconds until a read has ended.
double waitFor(const std::function<bool()> &hasEnded, double longest = 1e9)
{
    QElapsedTimer timer;
    timer.start();
    while (!hasEnded() && double(timer.nsecsElapsed()) / 1e6 < longest)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    return double(timer.nsecsElapsed()) / 1e6;
}

void measure(const char *name, async::Workspace &workspace, const Reading &start)
{
    const double whole = waitFor(start());
    std::vector<double> waits;
    for (int i = 0; i < kMoments; ++i) {
        const auto hasEnded = start();
        waitFor(hasEnded, whole * (i + 0.5) / kMoments);
        if (hasEnded())
            continue;
        workspace.cancel();
        waits.push_back(waitFor(hasEnded));
    }
    if (waits.empty())
        return;
    std::sort(waits.begin(), waits.end());
    std::printf("%-32s %9.0f %10.1f %9.1f\n", name, whole, waits[waits.size() / 2], waits.back());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int rows = argc > 1 ? std::atoi(argv[1]) : 2000000;
    const ScratchDatabase file(largeTable(rows));
    const auto workspace = opened(file);
    async::Pages &pages = workspace->pages();
    const base::Cause cause = workspace->click(u"Measured"_s);
    QList<base::Values> owners;
    for (int i = 1; i <= 200; ++i)
        owners.append(base::Values{base::Value::integer(i)});
    base::PageRequest filtered = rowsOf(u"book"_s);
    filtered.filter = u"no row has this"_s;
    base::PageRequest sorted = rowsOf(u"book"_s);
    sorted.sortColumn = u"title"_s;
    std::printf("%-32s %9s %10s %9s\n", "milliseconds", "whole", "wall, med.", "worst");
    measure("count of a table", *workspace, reading([&] { return pages.count(u"book"_s, cause); }));
    measure("counts of children, no index", *workspace,
            reading([&] { return pages.counts(u"author"_s, u"books"_s, owners, cause); }));
    measure("page of a filter without a hit", *workspace,
            reading([&] { return pages.read(filtered, cause); }));
    measure("page in another order", *workspace, reading([&] { return pages.read(sorted, cause); }));
    measure("titles of a picker", *workspace,
            reading([&] { return pages.titles(u"book"_s, filtered.filter, 50, cause); }));
}
