#include "tests/scenarios/steps.h"

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::Done;
using base::fail;
using base::Result;
using orm::ObjectRef;

namespace {

Result<QJsonValue> get(Playground &playground, Paths &, const Arguments &arguments)
{
    const OrderedJson &given = arguments.value(2);
    base::Values key;
    for (const OrderedJson &part : given.isArray() ? given.items() : Arguments{given})
        key += valueOf(part.scalar());
    const auto found =
        playground.session().get(playground.configuration().classNamed(arguments.value(1).toString()), key);
    if (!found)
        return fail(found.error());
    playground.setVariable(arguments.value(0).toString(), {false, *found, {}});
    return found->isNone() ? QJsonValue() : QJsonValue(arguments.value(1).toString());
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

} // namespace

Steps lifeSteps()
{
    Steps all;
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
    all[u"get"_s] = get;
    return all;
}

} // namespace relata::scenarios
