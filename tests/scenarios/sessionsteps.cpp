#include "operations.h"

#include "tests/scenarios/paths.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::Done;
using base::Error;
using base::fail;
using base::Result;
using orm::ObjectRef;
using Arguments = QList<OrderedJson>;
using Step = std::function<Result<QJsonValue>(Playground &, Paths &, const Arguments &)>;

namespace {

QJsonObject object(const orm::NamedValues &values)
{
    QJsonObject json;
    for (const auto &[name, value] : values)
        json.insert(name, jsonOf(value));
    return json;
}

QJsonObject recordOf(const orm::SentStatement &sent)
{
    using Kind = orm::SentStatement::Kind;
    const QString table = sent.tables.value(0);
    switch (sent.kind) {
    case Kind::Select: {
        QJsonArray params;
        for (const base::Value &value : sent.params)
            params += jsonOf(value);
        return {{u"op"_s, u"SELECT"_s},       {u"tables"_s, QJsonArray::fromStringList(sent.tables)},
                {u"params"_s, params},        {u"outer_joins"_s, sent.outerJoins},
                {u"limit"_s, sent.limit},     {u"subquery"_s, sent.subquery},
                {u"ordered"_s, sent.ordered}, {u"text"_s, sent.sql}};
    }
    case Kind::Insert:
        return {{u"op"_s, u"INSERT"_s}, {u"table"_s, table}, {u"rows"_s, QJsonArray{object(sent.row.set)}}};
    case Kind::Update:
        return {{u"op"_s, u"UPDATE"_s},
                {u"table"_s, table},
                {u"rows"_s, QJsonArray{QJsonObject{{u"set"_s, object(sent.row.set)},
                                                   {u"where"_s, object(sent.row.where)}}}}};
    case Kind::Delete:
        return {{u"op"_s, u"DELETE"_s}, {u"table"_s, table}, {u"rows"_s, QJsonArray{object(sent.row.where)}}};
    case Kind::Text:
        break;
    }
    const QStringList words = sent.sql.split(u' ', Qt::SkipEmptyParts);
    const QString verb = words.value(0).toUpper();
    return {{u"op"_s, verb},
            {u"table"_s, words.value(verb == "DELETE"_L1 ? 2 : 1)},
            {u"rows"_s, QJsonArray{QJsonObject{{u"text"_s, sent.sql}}}}};
}

void fill(QJsonObject &record, Playground &playground, const Result<QJsonValue> &result)
{
    if (!result) {
        record.insert(u"error"_s, QJsonObject{{u"class"_s, base::errorClass(result.error().code)},
                                              {u"message"_s, result.error().text()}});
    } else if (!result->isNull()) {
        record.insert(u"result"_s, *result);
    }
    QJsonArray statements;
    int selects = 0;
    for (const orm::SentStatement &sent : playground.takeStatements()) {
        statements += recordOf(sent);
        selects += sent.kind == orm::SentStatement::Kind::Select ? 1 : 0;
    }
    if (!statements.isEmpty())
        record.insert(u"sql"_s, statements);
    if (selects > 0)
        record.insert(u"selects"_s, selects);
    QJsonArray warnings;
    for (const orm::Warning &each : playground.session().takeWarnings())
        warnings += QJsonObject{{u"class"_s, each.kind}, {u"message"_s, each.sentence}};
    if (!warnings.isEmpty())
        record.insert(u"warnings"_s, warnings);
}

Result<QJsonValue> nothing(const Done &done)
{
    return done ? Result<QJsonValue>(QJsonValue()) : fail(done.error());
}

int mapperOf(Playground &playground, const QString &name)
{
    return playground.configuration().classNamed(name);
}

Result<QJsonValue> make(Playground &playground, Paths &paths, const Arguments &arguments)
{
    QHash<QString, Found> given; // A program reads all values before it makes the object.
    for (const auto &[name, value] : arguments.value(2).members()) {
        if (value.isObject()) {
            const auto found = paths.find(value[u"ref"_s]);
            if (!found)
                return fail(found.error());
            given.insert(name, *found);
        }
    }
    const ObjectRef made = playground.session().create(mapperOf(playground, arguments.value(1).toString()));
    for (const auto &[name, value] : arguments.value(2).members()) {
        const auto attribute = paths.attribute(made, name);
        if (!attribute)
            return fail(attribute.error());
        Done done;
        if (!attribute->relationship)
            done = playground.session().setValue(made, attribute->column, valueOf(value.scalar()));
        else if (attribute->relationship->isCollection())
            done = playground.session().assign(made, *attribute->relationship, given[name].list);
        else
            done = playground.session().setRelated(made, *attribute->relationship, given[name].object);
        if (!done)
            return fail(done.error());
    }
    playground.setVariable(arguments.value(0).toString(), {false, made, {}});
    return QJsonValue();
}

Result<QJsonValue> get(Playground &playground, Paths &, const Arguments &arguments)
{
    const OrderedJson &given = arguments.value(2);
    base::Values key;
    for (const OrderedJson &part : given.isArray() ? given.items() : Arguments{given})
        key += valueOf(part.scalar());
    const auto found = playground.session().get(mapperOf(playground, arguments.value(1).toString()), key);
    if (!found)
        return fail(found.error());
    playground.setVariable(arguments.value(0).toString(), {false, *found, {}});
    return found->isNone() ? QJsonValue() : QJsonValue(arguments.value(1).toString());
}

/// Follows a path from every object, one level after the other.
Result<QJsonValue> each(Playground &playground, Paths &paths, const Arguments &arguments)
{
    QJsonArray all;
    for (const ObjectRef start : playground.variables.value(arguments.value(0).toString()).list) {
        QList<Found> level = {Found{Found::Kind::Object, start, {}, {}}};
        for (const QString &part : arguments.value(1).toString().split(u'.')) {
            QList<Found> next;
            for (const Found &item : std::as_const(level)) {
                if (item.object.isNone())
                    continue;
                const auto attribute = paths.attribute(item.object, part);
                if (!attribute)
                    return fail(attribute.error());
                const auto read = paths.read(*attribute);
                if (!read)
                    return fail(read.error());
                if (read->kind != Found::Kind::List)
                    next += *read;
                for (const ObjectRef member : read->list)
                    next += Found{Found::Kind::Object, member, {}, {}};
            }
            level = next;
        }
        QJsonArray values;
        for (const Found &item : std::as_const(level))
            values += paths.show(item);
        all += values;
    }
    return all;
}

/// A step on an attribute and perhaps an object.
using Change = std::function<Done(orm::Session &, const Attribute &, const Found &)>;
/// What a program reads of the attribute before it reads the object.
using Before = std::function<Done(orm::Session &, const Attribute &)>;

Step change(const Change &what, const Before &before = {})
{
    return [what, before](Playground &playground, Paths &paths,
                          const Arguments &arguments) -> Result<QJsonValue> {
        const auto attribute = paths.attribute(arguments.value(0).toString());
        if (!attribute)
            return fail(attribute.error());
        if (const Done read = before ? before(playground.session(), *attribute) : Done(); !read)
            return fail(read.error());
        const auto value = paths.find(arguments.value(1));
        if (!value)
            return fail(value.error());
        return nothing(what(playground.session(), *attribute, *value));
    };
}

/// A step on one object.
Step onObject(const std::function<Done(orm::Session &, ObjectRef, const QStringList &)> &what)
{
    return [what](Playground &playground, Paths &paths, const Arguments &arguments) -> Result<QJsonValue> {
        const auto found = paths.object(arguments.value(0));
        if (!found)
            return fail(found.error());
        if (found->isNone())
            return fail(base::ErrorCode::WrongArgument, u"None is no object of the session."_s);
        return nothing(what(playground.session(), *found, arguments.value(1).toStrings()));
    };
}

Step onSession(const std::function<Done(orm::Session &)> &what)
{
    return [what](Playground &playground, Paths &, const Arguments &) {
        return nothing(what(playground.session()));
    };
}

Step asked(const std::function<QJsonValue(Playground &, Paths &, ObjectRef)> &what)
{
    return [what](Playground &playground, Paths &paths, const Arguments &arguments) -> Result<QJsonValue> {
        const auto found = paths.object(arguments.value(0));
        if (!found)
            return fail(found.error());
        if (found->isNone())
            return fail(base::ErrorCode::WrongArgument, u"None has no state."_s);
        return what(playground, paths, *found);
    };
}

QJsonValue sortedNames(Paths &paths, const QList<ObjectRef> &objects)
{
    QStringList names;
    for (const ObjectRef object : objects)
        names += paths.nameOf(object);
    names.sort();
    return QJsonArray::fromStringList(names);
}

Result<QJsonValue> readStep(Playground &, Paths &paths, const Arguments &arguments)
{
    const auto found = paths.find(arguments.value(0));
    return found ? Result<QJsonValue>(paths.show(*found)) : fail(found.error());
}

Result<QJsonValue> selectStep(Playground &playground, Paths &paths, const Arguments &arguments)
{
    const auto attribute = paths.attribute(arguments.value(0).toString());
    if (!attribute)
        return fail(attribute.error());
    const auto found = playground.session().select(attribute->owner, *attribute->relationship);
    return found ? Result<QJsonValue>(paths.show(*found)) : fail(found.error());
}

QHash<QString, Step> changeSteps()
{
    QHash<QString, Step> all;
    all[u"set"_s] = change([](orm::Session &session, const Attribute &at, const Found &value) {
        return session.setRelated(at.owner, *at.relationship, value.object);
    });
    all[u"assign"_s] = change([](orm::Session &session, const Attribute &at, const Found &value) {
        return session.assign(at.owner, *at.relationship, value.list);
    });
    const Before reads = [](orm::Session &session, const Attribute &at) -> Done {
        if (at.relationship->isQueryOnly())
            return {};
        return session.collection(at.owner, *at.relationship).map([](const auto &) {});
    };
    const auto reading =
        [&reads](Done (orm::Session::*what)(ObjectRef, const orm::MappedRelationship &, ObjectRef)) {
            return change(
                [what](orm::Session &session, const Attribute &at, const Found &value) {
                    return (session.*what)(at.owner, *at.relationship, value.object);
                },
                reads);
        };
    all[u"append"_s] = reading(&orm::Session::append);
    all[u"add_to"_s] = reading(&orm::Session::append);
    all[u"remove"_s] = reading(&orm::Session::remove);
    all[u"setv"_s] = [](Playground &playground, Paths &paths,
                        const Arguments &arguments) -> Result<QJsonValue> {
        const auto attribute = paths.attribute(arguments.value(0).toString());
        if (!attribute)
            return fail(attribute.error());
        return nothing(playground.session().setValue(attribute->owner, attribute->column,
                                                     valueOf(arguments.value(1).scalar())));
    };
    return all;
}

QHash<QString, Step> lifeSteps()
{
    QHash<QString, Step> all;
    all[u"add"_s] = [](Playground &playground, Paths &paths,
                       const Arguments &arguments) -> Result<QJsonValue> {
        for (const OrderedJson &path : arguments) {
            const auto found = paths.object(path);
            if (!found)
                return fail(found.error());
            if (const Done done = playground.session().add(*found); !done)
                return fail(done.error());
        }
        return QJsonValue();
    };
    all[u"merge"_s] = [](Playground &playground, Paths &paths,
                         const Arguments &arguments) -> Result<QJsonValue> {
        const auto found = paths.object(arguments.value(1));
        const auto merged = found ? playground.session().merge(*found) : found;
        if (!merged)
            return fail(merged.error());
        playground.setVariable(arguments.value(0).toString(), {false, *merged, {}});
        return QJsonValue();
    };
    all[u"delete"_s] = onObject([](auto &session, ObjectRef at, const auto &) { return session.erase(at); });
    all[u"expire"_s] =
        onObject([](auto &session, ObjectRef at, const auto &names) { return session.expire(at, names); });
    all[u"refresh"_s] =
        onObject([](auto &session, ObjectRef at, const auto &names) { return session.refresh(at, names); });
    all[u"expunge"_s] =
        onObject([](auto &session, ObjectRef at, const auto &) { return session.expunge(at); });
    all[u"flush"_s] = onSession([](auto &session) { return session.flush(); });
    all[u"commit"_s] = onSession([](auto &session) { return session.commit(); });
    all[u"rollback"_s] = onSession([](auto &session) { return session.rollback(); });
    all[u"begin_nested"_s] = onSession([](auto &session) { return session.beginNested(); });
    all[u"expire_all"_s] = onSession([](auto &session) {
        session.expireAll();
        return Done();
    });
    all[u"expunge_all"_s] = onSession([](auto &session) {
        session.expungeAll();
        return Done();
    });
    all[u"close"_s] = onSession([](auto &session) {
        session.close();
        return Done();
    });
    return all;
}

QHash<QString, Step> questionSteps()
{
    QHash<QString, Step> all;
    all[u"state"_s] = asked([](Playground &playground, Paths &, ObjectRef at) {
        return QJsonValue(orm::stateWord(playground.session().state(at)));
    });
    all[u"in_session"_s] = asked([](Playground &playground, Paths &, ObjectRef at) {
        return QJsonValue(playground.session().contains(at));
    });
    all[u"loaded"_s] = asked([](Playground &playground, Paths &, ObjectRef at) {
        return QJsonValue(QJsonArray::fromStringList(playground.session().loadedAttributes(at)));
    });
    all[u"is"_s] = [](Playground &, Paths &paths, const Arguments &arguments) -> Result<QJsonValue> {
        const auto left = paths.object(arguments.value(0));
        const auto right = paths.object(arguments.value(1));
        if (!left || !right)
            return fail(left ? right.error() : left.error());
        return QJsonValue(*left == *right);
    };
    all[u"pending"_s] = [](Playground &playground, Paths &paths, const Arguments &) -> Result<QJsonValue> {
        return sortedNames(paths, playground.session().pending());
    };
    all[u"dirty"_s] = [](Playground &playground, Paths &paths, const Arguments &) -> Result<QJsonValue> {
        return sortedNames(paths, playground.session().dirty());
    };
    all[u"read"_s] = readStep;
    all[u"no_autoflush_read"_s] = [](Playground &playground, Paths &paths, const Arguments &arguments) {
        const bool before = playground.session().autoflush();
        playground.session().setAutoflush(false);
        const auto result = readStep(playground, paths, arguments);
        playground.session().setAutoflush(before);
        return result;
    };
    all[u"each"_s] = each;
    all[u"dyn"_s] = selectStep;
    all[u"wo"_s] = selectStep;
    all[u"dyn_count"_s] = [](Playground &playground, Paths &paths,
                             const Arguments &arguments) -> Result<QJsonValue> {
        const auto attribute = paths.attribute(arguments.value(0).toString());
        if (!attribute)
            return fail(attribute.error());
        const auto found = playground.session().count(attribute->owner, *attribute->relationship);
        return found ? Result<QJsonValue>(QJsonValue(*found)) : fail(found.error());
    };
    return all;
}

QHash<QString, Step> databaseSteps()
{
    QHash<QString, Step> all;
    all[u"rows"_s] = [](Playground &playground, Paths &, const Arguments &arguments) -> Result<QJsonValue> {
        const QString name = arguments.value(0).toString();
        const auto page = playground.session().rowsOf(name);
        if (!page)
            return fail(page.error());
        for (const schema::Table &table : playground.configuration().tables) {
            if (table.name == name)
                return QJsonValue(rowsAsJson(table, *page));
        }
        return QJsonValue();
    };
    all[u"sql"_s] = [](Playground &playground, Paths &, const Arguments &arguments) {
        return nothing(playground.runOutside(arguments.value(0).toString()));
    };
    all[u"sql_in_tx"_s] = [](Playground &playground, Paths &,
                             const Arguments &arguments) -> Result<QJsonValue> {
        const auto done = playground.session().execute(arguments.value(0).toString());
        return done ? Result<QJsonValue>(QJsonValue()) : fail(done.error());
    };
    return all;
}

} // namespace

Result<QJsonValue> runQuery(Playground &playground, Paths &paths, const Arguments &arguments);

void addSessionOperations(QHash<QString, Operation> &operations)
{
    QHash<QString, Step> all = changeSteps();
    all.insert(lifeSteps());
    all.insert(questionSteps());
    all.insert(databaseSteps());
    all[u"new"_s] = make;
    all[u"get"_s] = get;
    all[u"query"_s] = runQuery;
    for (auto step = all.cbegin(); step != all.cend(); ++step) {
        operations.insert(
            step.key(), [run = *step](StepContext &context, const Arguments &arguments, QJsonObject &record) {
                Paths paths(*context.playground);
                const Result<QJsonValue> result = run(*context.playground, paths, arguments);
                fill(record, *context.playground, result);
            });
    }
}

} // namespace relata::scenarios
