#include "mappedobject.h"

namespace relata::orm {

using namespace Qt::StringLiterals;
using base::Done;
using base::ErrorCode;
using base::fail;
using base::Result;
using base::Value;

namespace {

Result<int> mapperNamed(const Session &session, const QString &className)
{
    for (const Mapper &mapper : session.registry().mappers()) {
        if (mapper.name() == className)
            return mapper.index;
    }
    return fail(ErrorCode::InvalidRequest, u"There is no class '%1'."_s.arg(className),
                u"Give the name of a class that the session's configuration has."_s);
}

QList<ObjectRef> refsOf(const QList<MappedObject> &objects)
{
    QList<ObjectRef> refs;
    for (const MappedObject &object : objects)
        refs += object.object();
    return refs;
}

} // namespace

Field::Field(QString attribute, Value value) : name(std::move(attribute)), content(std::move(value)) {}
Field::Field(QString attribute, const QString &text) : name(std::move(attribute)), content(Value::text(text))
{
}
Field::Field(QString attribute, int number) : name(std::move(attribute)), content(Value::integer(number)) {}
Field::Field(QString attribute, MappedObject object) : name(std::move(attribute)), content(object) {}
Field::Field(QString attribute, QList<MappedObject> objects)
    : name(std::move(attribute)), content(std::move(objects))
{
}

Result<MappedObject> MappedObject::create(Session &session, const QString &className,
                                          const QList<Field> &fields)
{
    const auto mapper = mapperNamed(session, className);
    if (!mapper)
        return fail(mapper.error());
    MappedObject object(session, session.create(*mapper));
    for (const Field &field : fields) {
        if (const Done done = object.setField(field); !done)
            return fail(done.error());
    }
    return object;
}

Result<MappedObject> MappedObject::add(Session &session, const QString &className, const QList<Field> &fields)
{
    auto object = create(session, className, fields);
    if (!object)
        return object;
    if (const Done added = session.add(object->object()); !added)
        return fail(added.error());
    return object;
}

Result<MappedObject> MappedObject::get(Session &session, const QString &className, const base::Values &key)
{
    const auto mapper = mapperNamed(session, className);
    if (!mapper)
        return fail(mapper.error());
    const auto found = session.get(*mapper, key);
    if (!found)
        return fail(found.error());
    return MappedObject(session, *found);
}

const QString &MappedObject::className() const
{
    return m_session->registry().mapper(m_object.cls).name();
}

Done MappedObject::setField(const Field &field) const
{
    if (const auto *value = std::get_if<Value>(&field.content))
        return set(field.name, *value);
    if (const auto *object = std::get_if<MappedObject>(&field.content))
        return setRelated(field.name, *object);
    return assign(field.name, std::get<QList<MappedObject>>(field.content));
}

base::Error MappedObject::unknown(const QString &attribute) const
{
    return {ErrorCode::InvalidRequest,
            u"The class '%1' has no attribute '%2'."_s.arg(className(), attribute),
            u"Give the name of one of its columns or relationships, letter by letter."_s,
            {}};
}

Result<int> MappedObject::column(const QString &name) const
{
    const int column = m_session->registry().column(m_object.cls, name);
    if (column < 0)
        return fail(unknown(name));
    return column;
}

Result<const MappedRelationship *> MappedObject::relationship(const QString &name) const
{
    const MappedRelationship *relationship = m_session->registry().relationship(m_object.cls, name);
    if (!relationship)
        return fail(unknown(name));
    return relationship;
}

Result<Value> MappedObject::value(const QString &name) const
{
    return column(name).and_then([this](int number) { return m_session->value(m_object, number); });
}

Result<QString> MappedObject::text(const QString &name) const
{
    return value(name).map([](const Value &value) { return value.toText(); });
}

Done MappedObject::set(const QString &attribute, const Value &value) const
{
    const auto number = column(attribute);
    if (!number)
        return fail(number.error());
    return m_session->setValue(m_object, *number, value);
}

Result<MappedObject> MappedObject::related(const QString &name) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->related(m_object, **found).map([this](ObjectRef object) {
        return MappedObject(*m_session, object);
    });
}

Done MappedObject::setRelated(const QString &name, const MappedObject &object) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->setRelated(m_object, **found, object.object());
}

Result<QList<MappedObject>> MappedObject::collection(const QString &name) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    const auto refs = (*found)->isQueryOnly() ? m_session->select(m_object, **found)
                                              : m_session->collection(m_object, **found);
    if (!refs)
        return fail(refs.error());
    QList<MappedObject> objects;
    objects.reserve(refs->size());
    for (const ObjectRef ref : *refs)
        objects += MappedObject(*m_session, ref);
    return objects;
}

Done MappedObject::assign(const QString &name, const QList<MappedObject> &objects) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->assign(m_object, **found, refsOf(objects));
}

Done MappedObject::append(const QString &name, const MappedObject &object) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->append(m_object, **found, object.object());
}

Done MappedObject::remove(const QString &name, const MappedObject &object) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->remove(m_object, **found, object.object());
}

} // namespace relata::orm
