#pragma once

#include "core/orm/session/session.h"

#include <variant>

namespace relata::orm {

struct Field;

/// An object of a session with its attributes by name, as a mapped object in Python has them. A handle: two
/// handles of one object are equal, copying one copies no object. The session has to outlive it; its thread
/// is the session's. Reading an attribute may flush and load, as the Session says.
///
/// Every function that takes a name fails with InvalidRequest where the class has no such attribute.
class Record
{
public:
    Record() = default;
    Record(Session &session, ObjectRef object) : m_session(&session), m_object(object) {}

    /// A new object of the class, in no session yet (transient).
    static base::Result<Record> create(Session &session, const QString &className,
                                       const QList<Field> &fields);
    /// create(), then Session::add().
    static base::Result<Record> add(Session &session, const QString &className, const QList<Field> &fields);
    /// The object of a key; None where there is no such row.
    static base::Result<Record> get(Session &session, const QString &className, const base::Values &key);

    bool isNone() const { return m_object.isNone(); }
    ObjectRef object() const { return m_object; }
    const QString &className() const;
    ObjectState state() const { return m_session->state(m_object); }

    /// A column's value.
    base::Result<base::Value> value(const QString &column) const;
    /// A column's value as text; "" for NULL.
    base::Result<QString> text(const QString &column) const;
    base::Done set(const QString &attribute, const base::Value &value) const;
    /// The object of a scalar relationship; None where there is nobody.
    base::Result<Record> related(const QString &relationship) const;
    base::Done setRelated(const QString &relationship, const Record &record) const;
    /// The objects of a collection; those of a dynamic or write-only one by a SELECT.
    base::Result<QList<Record>> collection(const QString &relationship) const;
    base::Done assign(const QString &relationship, const QList<Record> &records) const;
    base::Done append(const QString &relationship, const Record &record) const;
    base::Done remove(const QString &relationship, const Record &record) const;

    bool operator==(const Record &) const = default;

private:
    base::Done setField(const Field &field) const;
    base::Result<int> column(const QString &name) const;
    base::Result<const MappedRelationship *> relationship(const QString &name) const;
    base::Error unknown(const QString &attribute) const;

    Session *m_session = nullptr;
    ObjectRef m_object;
};

/// A value for an attribute of a record: of a column, or of a relationship one record or several.
struct Field
{
    QString name;
    std::variant<base::Value, Record, QList<Record>> content;

    Field(QString attribute, base::Value value);
    Field(QString attribute, const QString &text);
    Field(QString attribute, int number);
    Field(QString attribute, Record record);
    Field(QString attribute, QList<Record> records);
};

} // namespace relata::orm
