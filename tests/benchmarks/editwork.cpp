#include "tests/benchmarks/cputime.h"
#include "tests/records/opensession.h"

#include <cstdio>
#include <functional>

// What it costs to let many edits wait for Save: the session's side and what a grid asks of them.

using namespace Qt::StringLiterals;
using namespace relata;
using base::RecordKey;
using base::Value;

namespace {

constexpr int kRows = 5000;

void tell(const char *what, const std::function<void()> &work)
{
    const double before = cpuMilliseconds();
    work();
    std::printf("%-36s %8.1f ms\n", what, cpuMilliseconds() - before);
}

void change(tests::OpenSession &open, const QList<base::Record> &rows)
{
    for (const base::Record &row : rows)
        static_cast<void>(open.edit(row, u"name"_s, Value::text(u"changed"_s)));
}

QList<RecordKey> add(tests::OpenSession &open)
{
    QList<RecordKey> keys;
    for (int i = 0; i < kRows; ++i)
        keys += open.add(u"child"_s, {{u"name"_s, Value::text(u"new"_s)}});
    return keys;
}

void changeNew(tests::OpenSession &open, const QList<RecordKey> &keys)
{
    for (const RecordKey &key : keys)
        static_cast<void>(open.session->changes().edit(key, 2, {}, Value::integer(1)));
}

/// What painting asks of every cell of these rows.
void paint(const base::PendingEdits &edits, const QList<RecordKey> &keys)
{
    for (const RecordKey &key : keys) {
        for (int column = 0; column < 3; ++column) {
            static_cast<void>(edits.cell(key, column, {}));
            static_cast<void>(edits.parentOf(key, column));
        }
    }
}

QList<RecordKey> keysOf(const QList<base::Record> &rows)
{
    QList<RecordKey> keys;
    for (const base::Record &row : rows)
        keys += row.key;
    return keys;
}

} // namespace

/// editwork: prints the milliseconds of processor time that 5,000 edits of each kind take.
int main()
{
    tests::OpenSession open(
        u"CREATE TABLE parent(id INTEGER PRIMARY KEY, name TEXT);"
        "CREATE TABLE child(id INTEGER PRIMARY KEY, name TEXT, parent_id INT REFERENCES parent);"
        "INSERT INTO parent VALUES(1,'p');"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " INSERT INTO child SELECT i, 'child ' || i, 1 FROM n"_s);
    const QList<base::Record> rows = open.rows(u"child"_s, kRows);
    records::PendingChanges &changes = open.session->changes();
    tell("change a cell of 5,000 rows", [&] { change(open, rows); });
    tell("revert them", [&] { changes.revert(keysOf(rows)); });
    QList<RecordKey> added;
    tell("add 5,000 rows", [&] { added = add(open); });
    tell("change a cell of the new rows", [&] { changeNew(open, added); });
    tell("ask 3 cells of 5,000 new rows", [&] { paint(open.session->pending(), added); });
    tell("ask 3 cells of 5,000 stored rows", [&] { paint(open.session->pending(), keysOf(rows)); });
    tell("delete the new rows", [&] { static_cast<void>(changes.remove(added)); });
    tell("delete 5,000 rows", [&] { static_cast<void>(changes.remove(keysOf(rows))); });
    tell("discard", [&] { changes.discard(); });
    return 0;
}
