#include "ormtask.h"

#include "tests/benchmarks/rawrows.h"

#include <sqlite3.h>

#include <cstdlib>
#include <memory>
#include <random>
#include <unordered_map>
#include <vector>

// The limit: SQLite's own interface, rows into structs of std::string.

namespace {

class Database
{
public:
    explicit Database(const std::string &file, int flags = SQLITE_OPEN_READWRITE)
    {
        if (sqlite3_open_v2(file.c_str(), &m_handle, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
            std::abort();
        run("PRAGMA cache_size=-65536");
        run("PRAGMA foreign_keys=ON");
    }
    ~Database() { sqlite3_close(m_handle); }
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    void run(const char *sql)
    {
        if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            std::abort();
    }
    sqlite3_stmt *prepare(const std::string &sql)
    {
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
            std::abort();
        return statement;
    }

private:
    sqlite3 *m_handle = nullptr;
};

std::string textOf(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return {text, size_t(sqlite3_column_bytes(statement, column))};
}

RawChild childOf(sqlite3_stmt *statement)
{
    RawChild child;
    child.id = sqlite3_column_int64(statement, 0);
    child.parent = sqlite3_column_int64(statement, 1);
    child.name = textOf(statement, 2);
    child.qty = sqlite3_column_int64(statement, 3);
    child.price = sqlite3_column_double(statement, 4);
    child.hasNote = sqlite3_column_type(statement, 5) != SQLITE_NULL;
    if (child.hasNote)
        child.note = textOf(statement, 5);
    return child;
}

constexpr const char *kColumns = "SELECT id, parent_id, name, qty, price, note FROM child";

struct State
{
    std::unique_ptr<Database> database;
    std::vector<RawParent> parents;
    std::unordered_map<long long, unsigned> parentOfId;
    std::vector<RawChild> children;
    long long before = 0;

    void readParents()
    {
        sqlite3_stmt *statement = database->prepare("SELECT id, name FROM parent");
        while (sqlite3_step(statement) == SQLITE_ROW) {
            parentOfId.emplace(sqlite3_column_int64(statement, 0), unsigned(parents.size()));
            parents.push_back({sqlite3_column_int64(statement, 0), textOf(statement, 1), {}});
        }
        sqlite3_finalize(statement);
    }
    void readChildren(sqlite3_stmt *statement)
    {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            children.push_back(childOf(statement));
            parents[parentOfId.find(children.back().parent)->second].children.push_back(
                unsigned(children.size()) - 1);
        }
    }
    Outcome outcome() const
    {
        long long sum = 0;
        for (const RawParent &parent : parents)
            sum += static_cast<long long>(parent.children.size()) * parent.id;
        return {sum, allocatedBytes() - before};
    }
};

std::shared_ptr<State> opened(const std::string &file)
{
    auto state = std::make_shared<State>();
    state->database = std::make_unique<Database>(file);
    state->database->run("SELECT sum(length(name)) + (SELECT sum(id) FROM parent) FROM child");
    state->before = allocatedBytes();
    return state;
}

Work loading(const std::string &file, const std::function<void(State &)> &load)
{
    auto state = std::make_shared<std::shared_ptr<State>>();
    return {[state, file] { *state = opened(file); },
            [state, load] {
                (*state)->readParents();
                load(**state);
                return (*state)->outcome();
            }};
}

void scan(State &state)
{
    sqlite3_stmt *statement = state.database->prepare(kColumns);
    state.readChildren(statement);
    sqlite3_finalize(statement);
}

void inLists(State &state)
{
    std::string marks = "?";
    for (int i = 1; i < 500; ++i)
        marks += ", ?";
    sqlite3_stmt *statement =
        state.database->prepare(std::string(kColumns) + " WHERE parent_id IN (" + marks + ")");
    for (size_t start = 0; start < state.parents.size(); start += 500) {
        for (size_t i = 0; i < 500; ++i)
            sqlite3_bind_int64(statement, int(i) + 1, state.parents[start + i].id);
        state.readChildren(statement);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

void oneByOne(State &state)
{
    sqlite3_stmt *statement = state.database->prepare(std::string(kColumns) + " WHERE parent_id = ?");
    for (const RawParent &parent : state.parents) {
        sqlite3_bind_int64(statement, 1, parent.id);
        state.readChildren(statement);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

void join(State &state)
{
    sqlite3_stmt *statement = state.database->prepare("SELECT c.id, c.parent_id, c.name, c.qty, c.price, "
                                                      "c.note, p.id, p.name FROM parent p LEFT JOIN child "
                                                      "c ON c.parent_id = p.id");
    state.readChildren(statement);
    sqlite3_finalize(statement);
}

Work manyToOne(const std::string &file)
{
    auto state = std::make_shared<std::shared_ptr<State>>();
    return {[state, file] { *state = opened(file); },
            [state] {
                (*state)->readParents();
                sqlite3_stmt *statement = (*state)->database->prepare(kColumns);
                while (sqlite3_step(statement) == SQLITE_ROW)
                    (*state)->children.push_back(childOf(statement));
                sqlite3_finalize(statement);
                long long sum = 0;
                for (const RawChild &child : (*state)->children)
                    sum += (*state)->parents[(*state)->parentOfId.find(child.parent)->second].id;
                return Outcome{sum, allocatedBytes() - (*state)->before};
            }};
}

Work insert(const std::string &file)
{
    struct Inserted
    {
        std::unique_ptr<Database> database;
        std::vector<RawChild> items;
    };
    auto state = std::make_shared<Inserted>();
    return {[state, file] {
                state->database = std::make_unique<Database>(file);
                for (int i = 0; i < kChildren; ++i) {
                    state->items.push_back({0, i % kParents + 1, "name of item " + std::to_string(i), i % 100,
                                            i / 7.0, "a note that is long", i % 2 == 0});
                }
            },
            [state] {
                state->database->run("BEGIN IMMEDIATE");
                sqlite3_stmt *statement = state->database->prepare(
                    "INSERT INTO item (parent_id, name, qty, price, note) VALUES (?, ?, ?, ?, ?)");
                for (RawChild &item : state->items) {
                    sqlite3_bind_int64(statement, 1, item.parent);
                    sqlite3_bind_text(statement, 2, item.name.data(), int(item.name.size()), SQLITE_STATIC);
                    sqlite3_bind_int64(statement, 3, item.qty);
                    sqlite3_bind_double(statement, 4, item.price);
                    if (item.hasNote) {
                        sqlite3_bind_text(statement, 5, item.note.data(), int(item.note.size()),
                                          SQLITE_STATIC);
                    } else {
                        sqlite3_bind_null(statement, 5);
                    }
                    sqlite3_step(statement);
                    item.id = sqlite3_last_insert_rowid(sqlite3_db_handle(statement));
                    sqlite3_reset(statement);
                }
                sqlite3_finalize(statement);
                state->database->run("COMMIT");
                return Outcome{state->items.back().id, 0};
            }};
}

} // namespace

void makeDatabase(const std::string &file)
{
    Database database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    database.run("PRAGMA journal_mode=WAL");
    database.run("CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL)");
    database.run(
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id), "
        "name TEXT NOT NULL, qty INTEGER NOT NULL, price REAL NOT NULL, note TEXT)");
    database.run("CREATE TABLE item (id INTEGER PRIMARY KEY, parent_id INTEGER, name TEXT, qty INTEGER, "
                 "price REAL, note TEXT)");
    database.run("BEGIN");
    std::mt19937 random(1);
    sqlite3_stmt *parent = database.prepare("INSERT INTO parent VALUES (?, 'parent ' || ?)");
    for (int i = 1; i <= kParents; ++i) {
        sqlite3_bind_int(parent, 1, i);
        sqlite3_bind_int(parent, 2, i);
        sqlite3_step(parent);
        sqlite3_reset(parent);
    }
    sqlite3_finalize(parent);
    sqlite3_stmt *child =
        database.prepare("INSERT INTO child VALUES (?1, ?2, 'name of child ' || ?1, ?3, ?4, CASE WHEN ?1 % 2 "
                         "THEN 'a note that says some more of it ' || ?1 END)");
    for (int i = 1; i <= kChildren; ++i) {
        sqlite3_bind_int(child, 1, i);
        sqlite3_bind_int(child, 2, int(random() % kParents) + 1);
        sqlite3_bind_int(child, 3, int(random() % 100));
        sqlite3_bind_double(child, 4, double(random() % 10000) / 100);
        sqlite3_step(child);
        sqlite3_reset(child);
    }
    sqlite3_finalize(child);
    database.run("COMMIT");
    database.run("CREATE INDEX child_parent ON child (parent_id)");
    database.run("ANALYZE");
}

Tasks rawTasks()
{
    return {{"scan", [](const std::string &file) { return loading(file, scan); }},
            {"selectin", [](const std::string &file) { return loading(file, inLists); }},
            {"lazy", [](const std::string &file) { return loading(file, oneByOne); }},
            {"batched", [](const std::string &file) { return loading(file, oneByOne); }},
            {"joined", [](const std::string &file) { return loading(file, join); }},
            {"subquery", [](const std::string &file) { return loading(file, join); }},
            {"manytoone", manyToOne},
            {"flush", insert}};
}
