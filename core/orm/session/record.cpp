#include "record.h"

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

QList<ObjectRef> objectsOfRecords(const QList<Record> &records)
{
    QList<ObjectRef> objects;
    for (const Record &record : records)
        objects += record.object();
    return objects;
}

} // namespace

Field::Field(QString attribute, Value value) : name(std::move(attribute)), content(std::move(value)) {}
Field::Field(QString attribute, const QString &text) : name(std::move(attribute)), content(Value::text(text))
{
}
Field::Field(QString attribute, int number) : name(std::move(attribute)), content(Value::integer(number)) {}
Field::Field(QString attribute, Record record) : name(std::move(attribute)), content(record) {}
Field::Field(QString attribute, QList<Record> records)
    : name(std::move(attribute)), content(std::move(records))
{
}

Result<Record> Record::create(Session &session, const QString &className, const QList<Field> &fields)
{
    const auto mapper = mapperNamed(session, className);
    if (!mapper)
        return fail(mapper.error());
    Record record(session, session.create(*mapper));
    for (const Field &field : fields) {
        if (const Done done = record.setField(field); !done)
            return fail(done.error());
    }
    return record;
}

Result<Record> Record::add(Session &session, const QString &className, const QList<Field> &fields)
{
    auto record = create(session, className, fields);
    if (!record)
        return record;
    if (const Done added = session.add(record->object()); !added)
        return fail(added.error());
    return record;
}

Result<Record> Record::get(Session &session, const QString &className, const base::Values &key)
{
    const auto mapper = mapperNamed(session, className);
    if (!mapper)
        return fail(mapper.error());
    const auto found = session.get(*mapper, key);
    if (!found)
        return fail(found.error());
    return Record(session, *found);
}

const QString &Record::className() const
{
    return m_session->registry().mapper(m_object.cls).name();
}

Done Record::setField(const Field &field) const
{
    if (const auto *value = std::get_if<Value>(&field.content))
        return set(field.name, *value);
    if (const auto *record = std::get_if<Record>(&field.content))
        return setRelated(field.name, *record);
    return assign(field.name, std::get<QList<Record>>(field.content));
}

base::Error Record::unknown(const QString &attribute) const
{
    return {ErrorCode::InvalidRequest,
            u"The class '%1' has no attribute '%2'."_s.arg(className(), attribute),
            u"Give the name of one of its columns or relationships, letter by letter."_s,
            {}};
}

Result<int> Record::column(const QString &name) const
{
    const int column = m_session->registry().column(m_object.cls, name);
    if (column < 0)
        return fail(unknown(name));
    return column;
}

Result<const MappedRelationship *> Record::relationship(const QString &name) const
{
    const MappedRelationship *relationship = m_session->registry().relationship(m_object.cls, name);
    if (!relationship)
        return fail(unknown(name));
    return relationship;
}

Result<Value> Record::value(const QString &name) const
{
    return column(name).and_then([this](int number) { return m_session->value(m_object, number); });
}

Result<QString> Record::text(const QString &name) const
{
    return value(name).map([](const Value &value) { return value.toText(); });
}

Done Record::set(const QString &attribute, const Value &value) const
{
    const auto number = column(attribute);
    if (!number)
        return fail(number.error());
    return m_session->setValue(m_object, *number, value);
}

Result<Record> Record::related(const QString &name) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->related(m_object, **found).map([this](ObjectRef object) {
        return Record(*m_session, object);
    });
}

Done Record::setRelated(const QString &name, const Record &record) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->setRelated(m_object, **found, record.object());
}

Result<QList<Record>> Record::collection(const QString &name) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    const auto objects = (*found)->isQueryOnly() ? m_session->select(m_object, **found)
                                                 : m_session->collection(m_object, **found);
    if (!objects)
        return fail(objects.error());
    QList<Record> records;
    records.reserve(objects->size());
    for (const ObjectRef object : *objects)
        records += Record(*m_session, object);
    return records;
}

Done Record::assign(const QString &name, const QList<Record> &records) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->assign(m_object, **found, objectsOfRecords(records));
}

Done Record::append(const QString &name, const Record &record) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->append(m_object, **found, record.object());
}

Done Record::remove(const QString &name, const Record &record) const
{
    const auto found = relationship(name);
    if (!found)
        return fail(found.error());
    return m_session->remove(m_object, **found, record.object());
}

} // namespace relata::orm
