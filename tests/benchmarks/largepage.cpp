// How much memory a page of 200 rows costs by the size of one of their texts. README.md tells how to run it.
#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/page/pagereader.h"
#include "tests/support/scratchdatabase.h"

#include <QElapsedTimer>

#include <cstdio>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

double peakMegabytes()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

} // namespace

int main(int count, char **words)
{
    const int size = count > 1 ? std::atoi(words[1]) : 10'000'000;
    const tests::ScratchDatabase file(
        u"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "CREATE TABLE doc(id INTEGER PRIMARY KEY, title TEXT, body TEXT);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 201) "
        "INSERT INTO doc SELECT i, 'title ' || i, hex(zeroblob(%1)) FROM n;"
        "PRAGMA journal_mode=DELETE"_s.arg(size / 2));
    const double made = peakMegabytes();
    const auto connection =
        std::move(*db::Connection::open({file.file(), base::ConnectionSettings::Mode::ReadOnly, 100}));
    page::PageReader reader(*connection, mapping::mapped(*db::reflect(*connection)));
    base::PageRequest request;
    request.scope.table = u"doc"_s;
    QElapsedTimer timer;
    timer.start();
    const auto page = reader.read(request, {});
    if (!page) {
        std::fprintf(stderr, "%s\n", qPrintable(page.error().text()));
        return 1;
    }
    qint64 held = 0;
    for (const base::Record &record : page->records)
        held += record.values[2].beginning().size();
    std::printf("%d rows of %d bytes: %lld bytes kept, peak %.0f MB before and %.0f MB after, %lld ms\n",
                int(page->records.size()), size, static_cast<long long>(held), made, peakMegabytes(),
                static_cast<long long>(timer.elapsed()));
    return 0;
}
