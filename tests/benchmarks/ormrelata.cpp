#include "ormtask.h"

#include "core/db/connection.h"
#include "core/db/reflector.h"
#include "core/mapping/configure/configure.h"
#include "core/mapping/derive/derive.h"
#include "core/orm/session/session.h"
#include "tests/benchmarks/must.h"

using namespace Qt::StringLiterals;
using namespace relata;
using base::Value;
using mapping::Lazy;
using orm::ObjectRef;

namespace {

struct State
{
    std::unique_ptr<db::Connection> connection;
    std::unique_ptr<orm::Session> session;
    int parent = -1;
    int child = -1;
    int item = -1;
    const orm::MappedRelationship *children = nullptr;
    const orm::MappedRelationship *owner = nullptr;
    QList<ObjectRef> parents;
    QList<ObjectRef> items;
    long long before = 0;
};

std::shared_ptr<State> opened(const std::string &file)
{
    auto state = std::make_shared<State>();
    state->connection = must(db::Connection::open(
        {QString::fromStdString(file), base::ConnectionSettings::Mode::ReadWrite, 5000}));
    const auto reflected = must(db::reflect(*state->connection));
    auto configuration = mapping::configure(mapping::derive({reflected, {}}));
    state->session = std::make_unique<orm::Session>(*state->connection, std::move(configuration));
    for (const orm::Mapper &mapper : state->session->registry().mappers()) {
        if (mapper.table->name == "parent"_L1)
            state->parent = mapper.index;
        else if (mapper.table->name == "child"_L1)
            state->child = mapper.index;
        else if (mapper.table->name == "item"_L1)
            state->item = mapper.index;
    }
    const auto &registry = state->session->registry();
    state->children = &registry.relationship(registry.mapper(state->parent).relationships.front());
    state->owner = &registry.relationship(registry.mapper(state->child).relationships.front());
    must(state->session->execute(u"SELECT sum(length(name)) + (SELECT sum(id) FROM parent) FROM child"_s));
    state->before = allocatedBytes();
    return state;
}

orm::Query all(int mapper)
{
    orm::Query query;
    query.mapper = mapper;
    return query;
}

Outcome outcome(State &state)
{
    const long long bytes = allocatedBytes() - state.before;
    long long sum = 0;
    for (const ObjectRef parent : std::as_const(state.parents)) {
        sum += static_cast<long long>(must(state.session->collection(parent, *state.children)).size()) *
               must(state.session->value(parent, 0)).toInteger();
    }
    return {sum, bytes};
}

/// Parents first, then their children.
Work loading(const std::string &file, const std::function<void(State &)> &load)
{
    auto state = std::make_shared<std::shared_ptr<State>>();
    return {[state, file] { *state = opened(file); },
            [state, load] {
                (*state)->parents = must((*state)->session->all(all((*state)->parent)));
                load(**state);
                return outcome(**state);
            }};
}

/// Parents and children are loaded by one query.
Work querying(const std::string &file, Lazy strategy)
{
    auto state = std::make_shared<std::shared_ptr<State>>();
    return {[state, file] { *state = opened(file); },
            [state, strategy] {
                orm::Query query = all((*state)->parent);
                orm::LoadOption option;
                option.strategy = strategy;
                option.path = {(*state)->children->index};
                query.options.options += option;
                (*state)->parents = must((*state)->session->all(query));
                return outcome(**state);
            }};
}

void scan(State &state)
{
    must(state.session->loadByScan(*state.children));
}

void inLists(State &state)
{
    must(state.session->load(state.parents, *state.children));
}

void oneByOne(State &state)
{
    for (const ObjectRef parent : std::as_const(state.parents))
        must(state.session->collection(parent, *state.children));
}

void byThePage(State &state)
{
    for (qsizetype start = 0; start < state.parents.size(); start += kPage)
        must(state.session->load(state.parents.mid(start, kPage), *state.children));
}

Work manyToOne(const std::string &file)
{
    auto state = std::make_shared<std::shared_ptr<State>>();
    return {[state, file] { *state = opened(file); },
            [state] {
                orm::Session &session = *(*state)->session;
                must(session.all(all((*state)->parent)));
                const QList<ObjectRef> children = must(session.all(all((*state)->child)));
                long long sum = 0;
                for (const ObjectRef child : children) {
                    const ObjectRef parent = must(session.related(child, *(*state)->owner));
                    sum += must(session.value(parent, 0)).toInteger();
                }
                return Outcome{sum, allocatedBytes() - (*state)->before};
            }};
}

void addItems(State &state)
{
    orm::Session &session = *state.session;
    for (int i = 0; i < kChildren; ++i) {
        const ObjectRef item = session.create(state.item);
        must(session.setValue(item, 1, Value::integer(i % kParents + 1)));
        must(session.setValue(item, 2, Value::utf8("name of item " + QByteArray::number(i))));
        must(session.setValue(item, 3, Value::integer(i % 100)));
        must(session.setValue(item, 4, Value::real(i / 7.0)));
        if (i % 2 == 0)
            must(session.setValue(item, 5, Value::utf8("a note that is long")));
        state.items += item;
        must(session.add(item));
    }
}

Work insert(const std::string &file, bool isWhole)
{
    auto state = std::make_shared<std::shared_ptr<State>>();
    return {[state, file, isWhole] {
                *state = opened(file);
                if (!isWhole)
                    addItems(**state);
            },
            [state, isWhole] {
                if (isWhole)
                    addItems(**state);
                must((*state)->session->flush());
                const ObjectRef last = (*state)->items.last();
                const long long id = must((*state)->session->value(last, 0)).toInteger();
                must((*state)->session->commit());
                return Outcome{id, 0};
            }};
}

} // namespace

Tasks relataTasks()
{
    return {{"scan", [](const std::string &file) { return loading(file, scan); }},
            {"selectin", [](const std::string &file) { return loading(file, inLists); }},
            {"lazy", [](const std::string &file) { return loading(file, oneByOne); }},
            {"batched", [](const std::string &file) { return loading(file, byThePage); }},
            {"joined", [](const std::string &file) { return querying(file, Lazy::Joined); }},
            {"subquery", [](const std::string &file) { return querying(file, Lazy::Subquery); }},
            {"manytoone", manyToOne},
            {"flush", [](const std::string &file) { return insert(file, false); }},
            {"addall", [](const std::string &file) { return insert(file, true); }}};
}
