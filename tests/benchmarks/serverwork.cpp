#include "ormtask.h"

#include "core/db/connection.h"
#include "core/mapping/configure/configure.h"
#include "core/mapping/declare/model.h"
#include "core/orm/session/createall.h"
#include "core/orm/session/session.h"
#include "tests/benchmarks/cputime.h"
#include "tests/benchmarks/must.h"
#include "tests/benchmarks/rawrows.h"

#include <QCoreApplication>

#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <unordered_map>
#include <vector>

// Loading from PostgreSQL: libpq into structs of std::string beside a Session. Run by serverspeed.py.

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using orm::ObjectRef;

namespace {

base::ConnectionSettings settings()
{
    base::ConnectionSettings settings;
    settings.engine = base::ConnectionSettings::Engine::Postgresql;
    settings.host = qEnvironmentVariable("RELATA_POSTGRESQL");
    settings.user = qEnvironmentVariable("RELATA_SERVER_USER");
    settings.database = u"postgres"_s;
    return settings;
}

mapping::Configuration models()
{
    using mapping::Model;
    return mapping::configure(mapping::declare({Model(u"Parent"_s, u"parent"_s)
                                                    .key(u"id"_s)
                                                    .column(u"name"_s, u"TEXT"_s)
                                                    .relationship(u"children"_s, u"Child"_s),
                                                Model(u"Child"_s, u"child"_s)
                                                    .key(u"id"_s)
                                                    .foreignKey(u"parent_id"_s, u"parent.id"_s)
                                                    .column(u"name"_s, u"TEXT"_s)
                                                    .column(u"qty"_s, u"INTEGER"_s)
                                                    .column(u"price"_s, u"REAL"_s)
                                                    .column(u"note"_s, u"TEXT"_s)}));
}

void makeTables()
{
    const auto connection = must(db::Connection::open(settings()));
    for (const char *statement :
         {"DROP TABLE IF EXISTS child", "DROP TABLE IF EXISTS parent",
          "CREATE TABLE parent (id int PRIMARY KEY, name text)",
          "CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent, name text, qty int, "
          "price float8, note text)",
          "INSERT INTO parent SELECT i, 'parent number ' || i FROM generate_series(1, 10000) i",
          "INSERT INTO child SELECT i, 1 + (i * 7919) % 10000, 'child number ' || i, i % 97, i / 7.0, "
          "CASE WHEN i % 2 = 0 THEN 'a note of some length ' || i END FROM generate_series(1, 100000) i",
          "CREATE INDEX ON child (parent_id)", "ANALYZE"})
        must(connection->run({QString::fromLatin1(statement), {}}));
}

/// What the server's process for a connection has used of the processors.
double serverMilliseconds(int process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/schedstat");
    double nanoseconds = 0;
    file >> nanoseconds;
    return nanoseconds / 1e6;
}

class Raw
{
public:
    Raw()
    {
        const base::ConnectionSettings to = settings();
        m_handle = PQsetdbLogin(qPrintable(to.host), nullptr, nullptr, nullptr, qPrintable(to.database),
                                qPrintable(to.user), nullptr);
        if (PQstatus(m_handle) != CONNECTION_OK)
            std::abort();
    }
    int process() const { return PQbackendPID(m_handle); }
    Outcome run(const std::string &task)
    {
        PGresult *parents = PQexec(m_handle, "SELECT id, name FROM parent");
        for (int row = 0; row < PQntuples(parents); ++row) {
            m_parents.push_back({std::atoll(PQgetvalue(parents, row, 0)), PQgetvalue(parents, row, 1), {}});
            m_parentOfId.emplace(m_parents.back().id, unsigned(row));
        }
        PQclear(parents);
        const std::string select = "SELECT id, parent_id, name, qty, price, note FROM child";
        if (task == "load")
            take(PQexec(m_handle, select.c_str()));
        else
            loadByKeys(select, task == "lazy" ? 1 : size_t(kPage));
        long long sum = 0;
        for (const RawParent &parent : m_parents)
            sum += static_cast<long long>(parent.children.size()) * parent.id;
        return {sum, 0};
    }

private:
    void loadByKeys(const std::string &select, size_t count)
    {
        const std::string where = count == 1 ? " WHERE parent_id = $1" : " WHERE parent_id = ANY($1::int[])";
        PQclear(PQprepare(m_handle, "some", (select + where).c_str(), 1, nullptr));
        for (size_t start = 0; start < m_parents.size(); start += count) {
            std::string keys = std::to_string(m_parents[start].id);
            for (size_t next = start + 1; next < std::min(start + count, m_parents.size()); ++next)
                keys += ',' + std::to_string(m_parents[next].id);
            if (count > 1)
                keys = '{' + keys + '}';
            const char *value = keys.c_str();
            take(PQexecPrepared(m_handle, "some", 1, &value, nullptr, nullptr, 0));
        }
    }
    void take(PGresult *result)
    {
        for (int row = 0; row < PQntuples(result); ++row) {
            RawChild child;
            child.id = std::atoll(PQgetvalue(result, row, 0));
            child.parent = std::atoll(PQgetvalue(result, row, 1));
            child.name = {PQgetvalue(result, row, 2), size_t(PQgetlength(result, row, 2))};
            child.qty = std::atoll(PQgetvalue(result, row, 3));
            child.price = std::atof(PQgetvalue(result, row, 4));
            child.hasNote = !PQgetisnull(result, row, 5);
            if (child.hasNote)
                child.note = {PQgetvalue(result, row, 5), size_t(PQgetlength(result, row, 5))};
            m_parents[m_parentOfId.find(child.parent)->second].children.push_back(
                unsigned(m_children.size()));
            m_children.push_back(std::move(child));
        }
        PQclear(result);
    }

    PGconn *m_handle = nullptr;
    std::vector<RawParent> m_parents;
    std::unordered_map<long long, unsigned> m_parentOfId;
    std::vector<RawChild> m_children;
};

class Relata
{
public:
    Relata() : m_connection(must(db::Connection::open(settings()))), m_session(*m_connection, models()) {}

    int process() const
    {
        const auto page = must(m_connection->select({u"SELECT pg_backend_pid()"_s, {}}));
        return int(page.value(0, 0).toInteger());
    }

    Outcome run(const std::string &task)
    {
        orm::Query query;
        query.mapper = m_session.registry().configuration().classNamed(u"Parent"_s);
        const orm::MappedRelationship &children =
            *m_session.registry().relationship(query.mapper, u"children"_s);
        const QList<ObjectRef> parents = must(m_session.all(query));
        if (task == "load")
            must(m_session.loadByScan(children));
        for (qsizetype start = 0; task == "batched" && start < parents.size(); start += kPage)
            must(m_session.load(parents.mid(start, kPage), children));
        long long sum = 0;
        for (const ObjectRef parent : parents) {
            sum += static_cast<long long>(must(m_session.collection(parent, children)).size()) *
                   must(m_session.value(parent, 0)).toInteger();
        }
        return {sum, 0};
    }

private:
    std::unique_ptr<db::Connection> m_connection;
    orm::Session m_session;
};

} // namespace

/// The name by which callgrind finds what is measured.
extern "C" __attribute__((noinline)) void measured(const std::function<Outcome()> &work, Outcome &outcome)
{
    outcome = work();
}

/// serverwork make | serverwork raw|relata load|lazy|batched: CPU ms of the client, wall ms, CPU ms of the
/// server's process, checksum.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const std::string peer = argc > 1 ? argv[1] : "";
    const std::string task = argc > 2 ? argv[2] : "";
    if (peer == "make") {
        makeTables();
        return 0;
    }
    std::function<Outcome()> work;
    int process = 0;
    const auto prepare = [&]<typename Peer>(const std::shared_ptr<Peer> &one) {
        process = one->process();
        work = [one, task] { return one->run(task); };
    };
    if (peer == "raw")
        prepare(std::make_shared<Raw>());
    else
        prepare(std::make_shared<Relata>());
    Outcome outcome;
    const double server = serverMilliseconds(process);
    const double cpu = cpuMilliseconds();
    const auto start = std::chrono::steady_clock::now();
    measured(work, outcome);
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
    std::printf("%.3f %.3f %.3f %lld\n", cpuMilliseconds() - cpu, wall.count(),
                serverMilliseconds(process) - server, outcome.checksum);
    std::fflush(stdout);
    _exit(0);
}
