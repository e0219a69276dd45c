#include "tests/scenarios/steps.h"

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using orm::ObjectRef;

namespace {

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
    const ObjectRef made =
        playground.session().create(playground.configuration().classNamed(arguments.value(1).toString()));
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
        if (!attribute->relationship)
            return fail(base::ErrorCode::WrongArgument,
                        u"'%1' is a column."_s.arg(arguments.value(0).toString()));
        if (const Done read = before ? before(playground.session(), *attribute) : Done(); !read)
            return fail(read.error());
        const auto value = paths.find(arguments.value(1));
        if (!value)
            return fail(value.error());
        return nothing(what(playground.session(), *attribute, *value));
    };
}

/// Sets an attribute to what stands for a column's value, or for an object, as far as it stands for that.
Result<QJsonValue> setTo(Playground &playground, Paths &paths, const Arguments &arguments,
                         const std::optional<base::Value> &value, const std::optional<ObjectRef> &object)
{
    const QString path = arguments.value(0).toString();
    const auto attribute = paths.attribute(path);
    if (!attribute)
        return fail(attribute.error());
    orm::Session &session = playground.session();
    if (!attribute->relationship && value)
        return nothing(session.setValue(attribute->owner, attribute->column, *value));
    if (attribute->relationship && object && !attribute->relationship->isCollection())
        return nothing(session.setRelated(attribute->owner, *attribute->relationship, *object));
    return fail(base::ErrorCode::WrongArgument, u"'%1' cannot be set to that."_s.arg(path));
}

Result<QJsonValue> set(Playground &playground, Paths &paths, const Arguments &arguments)
{
    const auto found = paths.find(arguments.value(1));
    if (!found)
        return fail(found.error());
    const bool isNone = found->object.isNone() && found->kind != Found::Kind::List;
    return setTo(playground, paths, arguments, isNone ? std::optional(base::Value()) : std::nullopt,
                 found->kind == Found::Kind::List ? std::optional<ObjectRef>() : found->object);
}

} // namespace

Steps changeSteps()
{
    Steps all;
    all[u"set"_s] = set;
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
    all[u"setv"_s] = [](Playground &playground, Paths &paths, const Arguments &arguments) {
        const base::Value value = valueOf(arguments.value(1).scalar());
        return setTo(playground, paths, arguments, value,
                     value.isNull() ? ObjectRef() : std::optional<ObjectRef>());
    };
    all[u"new"_s] = make;
    return all;
}

} // namespace relata::scenarios
