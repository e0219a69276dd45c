#include "ormtask.h"

#include "core/db/connection.h"
#include "core/mapping/configure.h"
#include "core/mapping/model.h"
#include "core/orm/createall.h"
#include "core/orm/session.h"
#include "tests/benchmarks/cputime.h"
#include "tests/benchmarks/must.h"
#include "tests/benchmarks/rawrows.h"

#include <QCoreApplication>

#include <libpq-fe.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
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
    Outcome run(bool oneByOne)
    {
        PGresult *parents = PQexec(m_handle, "SELECT id, name FROM parent");
        for (int row = 0; row < PQntuples(parents); ++row) {
            m_parents.push_back({std::atoll(PQgetvalue(parents, row, 0)), PQgetvalue(parents, row, 1), {}});
            m_parentOfId.emplace(m_parents.back().id, unsigned(row));
        }
        PQclear(parents);
        const std::string select = "SELECT id, parent_id, name, qty, price, note FROM child";
        if (!oneByOne) {
            take(PQexec(m_handle, select.c_str()));
        } else {
            PQclear(PQprepare(m_handle, "one", (select + " WHERE parent_id = $1").c_str(), 1, nullptr));
            for (const RawParent &parent : m_parents) {
                const std::string key = std::to_string(parent.id);
                const char *value = key.c_str();
                take(PQexecPrepared(m_handle, "one", 1, &value, nullptr, nullptr, 0));
            }
        }
        long long sum = 0;
        for (const RawParent &parent : m_parents)
            sum += static_cast<long long>(parent.children.size()) * parent.id;
        return {sum, 0};
    }

private:
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

/// serverwork make | serverwork raw load|lazy | serverwork relata load|lazy|batched: CPU ms of the client,
/// wall ms, checksum.
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
    if (peer == "raw") {
        auto raw = std::make_shared<Raw>();
        work = [raw, task] { return raw->run(task == "lazy"); };
    } else {
        auto relata = std::make_shared<Relata>();
        work = [relata, task] { return relata->run(task); };
    }
    Outcome outcome;
    const double cpu = cpuMilliseconds();
    const auto start = std::chrono::steady_clock::now();
    measured(work, outcome);
    const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
    std::printf("%.3f %.3f %lld\n", cpuMilliseconds() - cpu, wall.count(), outcome.checksum);
    std::fflush(stdout);
    _exit(0);
}
