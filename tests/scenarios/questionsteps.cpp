#include "tests/scenarios/steps.h"

#include <QJsonArray>

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::fail;
using base::Result;
using orm::ObjectRef;

namespace {

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
    if (!attribute->relationship || !attribute->relationship->isQueryOnly())
        return readStep(playground, paths, arguments); // A program can go through a list in the same way.
    const auto found = playground.session().select(attribute->owner, *attribute->relationship);
    return found ? Result<QJsonValue>(paths.show(*found)) : fail(found.error());
}

} // namespace

Steps questionSteps()
{
    Steps all;
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
        if (!attribute->relationship || !attribute->relationship->isQueryOnly())
            return fail(base::ErrorCode::WrongArgument,
                        u"'%1' is no query."_s.arg(arguments.value(0).toString()));
        const auto found = playground.session().count(attribute->owner, *attribute->relationship);
        return found ? Result<QJsonValue>(QJsonValue(*found)) : fail(found.error());
    };
    return all;
}

} // namespace relata::scenarios
