#include "ormtask.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <unordered_map>
#include <vector>

// QtSql as its documentation shows it: prepared, forward only, value(i).

using namespace Qt::StringLiterals;

namespace {

struct Child
{
    qint64 id = 0;
    qint64 parent = 0;
    QString name;
    qint64 qty = 0;
    double price = 0;
    QString note;
};

struct State
{
    QSqlDatabase database;
    std::vector<std::pair<qint64, std::vector<unsigned>>> parents;
    std::unordered_map<qint64, unsigned> parentOfId;
    std::vector<QString> names;
    std::vector<Child> children;
};

constexpr auto kColumns = "SELECT id, parent_id, name, qty, price, note FROM child"_L1;

void readChildren(State &state, QSqlQuery &query)
{
    query.exec();
    while (query.next()) {
        Child child{query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toString(),
                    query.value(3).toLongLong(), query.value(4).toDouble(),   query.value(5).toString()};
        state.parents[state.parentOfId.find(child.parent)->second].second.push_back(
            unsigned(state.children.size()));
        state.children.push_back(std::move(child));
    }
}

Work loading(const std::string &file, const std::function<void(State &)> &load)
{
    auto state = std::make_shared<State>();
    return {[state, file] {
                state->database = QSqlDatabase::addDatabase(u"QSQLITE"_s);
                state->database.setDatabaseName(QString::fromStdString(file));
                state->database.open();
                QSqlQuery(state->database).exec(u"PRAGMA cache_size=-65536"_s);
            },
            [state, load] {
                QSqlQuery query(u"SELECT id, name FROM parent"_s, state->database);
                while (query.next()) {
                    state->parentOfId.emplace(query.value(0).toLongLong(), unsigned(state->parents.size()));
                    state->names.push_back(query.value(1).toString());
                    state->parents.push_back({query.value(0).toLongLong(), {}});
                }
                load(*state);
                long long sum = 0;
                for (const auto &[id, children] : state->parents)
                    sum += static_cast<long long>(children.size()) * id;
                return Outcome{sum, 0};
            }};
}

QSqlQuery prepared(const State &state, const QString &where)
{
    QSqlQuery query(state.database);
    query.setForwardOnly(true);
    query.prepare(QString(kColumns) + where);
    return query;
}

void scan(State &state)
{
    QSqlQuery query = prepared(state, {});
    readChildren(state, query);
}

void inLists(State &state)
{
    QSqlQuery query =
        prepared(state, u" WHERE parent_id IN (%1)"_s.arg(QStringList(500, u"?"_s).join(u", "_s)));
    for (size_t start = 0; start < state.parents.size(); start += 500) {
        for (size_t i = 0; i < 500; ++i)
            query.bindValue(int(i), state.parents[start + i].first);
        readChildren(state, query);
    }
}

void oneByOne(State &state)
{
    QSqlQuery query = prepared(state, u" WHERE parent_id = ?"_s);
    for (const auto &[id, children] : state.parents) {
        query.bindValue(0, id);
        readChildren(state, query);
    }
}

Work insert(const std::string &file)
{
    auto state = std::make_shared<State>();
    Work work = loading(file, [](State &) {});
    return {[prepare = work.prepare] { prepare(); },
            [] {
                QSqlDatabase database = QSqlDatabase::database();
                database.transaction();
                QSqlQuery query(database);
                query.prepare(
                    u"INSERT INTO item (parent_id, name, qty, price, note) VALUES (?, ?, ?, ?, ?)"_s);
                for (int i = 0; i < kChildren; ++i) {
                    query.bindValue(0, i % kParents + 1);
                    query.bindValue(1, QString(u"name of item %1"_s.arg(i)));
                    query.bindValue(2, i % 100);
                    query.bindValue(3, i / 7.0);
                    query.bindValue(4, i % 2 == 0 ? QVariant(u"a note that is long"_s) : QVariant());
                    query.exec();
                }
                const long long last = query.lastInsertId().toLongLong();
                database.commit();
                return Outcome{last, 0};
            }};
}

} // namespace

Tasks qtSqlTasks()
{
    return {{"scan", [](const std::string &file) { return loading(file, scan); }},
            {"selectin", [](const std::string &file) { return loading(file, inLists); }},
            {"lazy", [](const std::string &file) { return loading(file, oneByOne); }},
            {"batched", [](const std::string &file) { return loading(file, oneByOne); }},
            {"flush", insert}};
}
