#include "paths.h"

#include <QRegularExpression>

namespace relata::scenarios {

using namespace Qt::StringLiterals;
using base::ErrorCode;
using base::fail;
using base::Result;
using orm::ObjectRef;

Result<Found> Paths::find(const OrderedJson &path)
{
    if (path.isArray()) {
        Found list{Found::Kind::List, {}, {}, {}};
        for (const OrderedJson &each : path.items()) {
            const auto found = object(each);
            if (!found)
                return fail(found.error());
            list.list += *found;
        }
        return list;
    }
    return path.isNull() ? Found() : find(path.toString());
}

Result<ObjectRef> Paths::object(const OrderedJson &path)
{
    const auto found = find(path);
    if (!found)
        return fail(found.error());
    return found->object;
}

Result<Found> Paths::find(const QString &path)
{
    static const QRegularExpression separator(u"\\.|\\["_s);
    QStringList parts = path.split(separator);
    const Playground::Variable start = m_playground.variables.value(parts.takeFirst());
    Found found{start.isList ? Found::Kind::List : Found::Kind::Object, start.object, start.list, {}};
    for (const QString &part : std::as_const(parts)) {
        if (part.endsWith(u']')) {
            const int index = part.chopped(1).toInt();
            if (index >= found.list.size())
                return fail(ErrorCode::WrongArgument, u"There is no element %1."_s.arg(index));
            found = {Found::Kind::Object, found.list.at(index), {}, {}};
            continue;
        }
        const auto next = attribute(found.object, part);
        if (!next)
            return fail(next.error());
        auto read = this->read(*next);
        if (!read)
            return read;
        found = *read;
    }
    return found;
}

Result<Attribute> Paths::attribute(const QString &path)
{
    const qsizetype point = path.lastIndexOf(u'.');
    const auto owner = find(path.left(point));
    if (!owner)
        return fail(owner.error());
    return attribute(owner->object, path.mid(point + 1));
}

Result<Attribute> Paths::attribute(ObjectRef owner, const QString &name) const
{
    if (owner.isNone())
        return fail(ErrorCode::WrongArgument, u"None has no attribute '%1'."_s.arg(name));
    const orm::MapperRegistry &registry = m_playground.session().registry();
    Attribute attribute{owner, -1, registry.relationship(owner.cls, name)};
    if (!attribute.relationship)
        attribute.column = registry.column(owner.cls, name);
    if (!attribute.relationship && attribute.column < 0) {
        return fail(ErrorCode::WrongArgument,
                    u"'%1' has no attribute '%2'."_s.arg(registry.mapper(owner.cls).name(), name));
    }
    return attribute;
}

Result<Found> Paths::read(const Attribute &attribute)
{
    orm::Session &session = m_playground.session();
    if (!attribute.relationship) {
        const auto value = session.value(attribute.owner, attribute.column);
        if (!value)
            return fail(value.error());
        return Found{Found::Kind::Value, {}, {}, *value};
    }
    if (attribute.relationship->isCollection()) {
        const auto list = attribute.relationship->prop->lazy == mapping::Lazy::Dynamic
                              ? session.select(attribute.owner, *attribute.relationship)
                              : session.collection(attribute.owner, *attribute.relationship);
        if (!list)
            return fail(list.error());
        return Found{Found::Kind::List, {}, *list, {}};
    }
    const auto object = session.related(attribute.owner, *attribute.relationship);
    if (!object)
        return fail(object.error());
    return Found{Found::Kind::Object, *object, {}, {}};
}

QString Paths::nameOf(ObjectRef object) const
{
    for (const QString &name : m_playground.variableOrder) {
        const Playground::Variable &variable = m_playground.variables[name];
        if (!variable.isList && variable.object == object)
            return name;
    }
    QStringList key;
    for (const base::Value &value : m_playground.session().identityKey(object))
        key += value.toText();
    return m_playground.session().registry().mapper(object.cls).name() + u':' +
           (key.isEmpty() ? u"new"_s : key.join(u'/'));
}

QJsonArray Paths::show(const QList<ObjectRef> &objects) const
{
    QJsonArray names;
    for (const ObjectRef each : objects)
        names += each.isNone() ? QJsonValue() : QJsonValue(nameOf(each));
    return names;
}

QJsonValue Paths::show(const Found &found) const
{
    switch (found.kind) {
    case Found::Kind::List:
        return show(found.list);
    case Found::Kind::Object:
        return found.object.isNone() ? QJsonValue() : QJsonValue(nameOf(found.object));
    case Found::Kind::Value:
        break;
    }
    return jsonOf(found.value);
}

} // namespace relata::scenarios
